import { createHash } from "node:crypto";
import { html, Html } from "./html.ts";

// A hash covers every byte between the tags: they are joined as they are, not as laid out HTML.

/** A script or a style sheet inside the page, with the hash by which the policy lets it in. */
export interface Inline {
  readonly element: Html;
  readonly hash: string;
}

export const hashOf = (text: string) =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export function inlineScript(code: string): Inline {
  // In strings and regular expressions, the only places it occurs in, both mean the same.
  const safe = code.replace(/<(?=\/script|!--)/gi, "\\x3c");
  return { element: new Html(`<script>${safe}</script>`), hash: hashOf(safe) };
}

export function inlineStyle(css: string): Inline {
  return { element: new Html(`<style>${css}</style>`), hash: hashOf(css) };
}

/** What a page may do beyond what is named in it. */
export interface Allowed {
  /** A view compiles WebAssembly. */
  readonly wasm: boolean;
  /** A server that sent it tells when it has changed. */
  readonly served: boolean;
}

/** Nothing is fetched, nothing runs but what is named here. */
export function contentSecurityPolicy(
  scripts: readonly Inline[],
  style: Inline,
  { wasm, served }: Allowed,
): Html {
  const sources = scripts.map(({ hash }) => hash);
  if (wasm) sources.push("'wasm-unsafe-eval'");
  const policy = [
    "default-src 'none'",
    `script-src ${sources.join(" ") || "'none'"}`,
    `style-src ${style.hash}`,
    "img-src data:",
    ...(served ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  // The hashes hold no character that ends an attribute in double quotes.
  return html`<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}" />`;
}
