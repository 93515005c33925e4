import { deflateSync, strToU8 } from "fflate";
import { html, Html } from "./html.ts";
import { hashOf } from "./inline.ts";
import type { Inline } from "./inline.ts";

/**
 * Text deflated into an element that no browser executes; `in-page/unpack.js` reads it. Not by Node's zlib,
 * whose bytes differ from version to version: the same results give the same page.
 */
export function packed(id: string, text: string): Html {
  const bytes = deflateSync(strToU8(text), { level: 9 });
  const base64 = Buffer.from(bytes).toString("base64");
  return html`<script type="application/octet-stream" id="${id}">
    ${new Html(base64)}
  </script>`;
}

/** A script that is unpacked and run when it is needed. */
export const packedScript = (id: string, code: string): Inline => ({
  element: packed(id, code),
  hash: hashOf(code),
});
