import { deflateSync, strToU8 } from "fflate";
import { html, Html } from "./html.ts";
import { hashOf } from "./inline.ts";
import type { Inline } from "./inline.ts";

/**
 * Bytes deflated into an element that no browser executes; `in-page/unpack.js` reads it. Not by Node's zlib,
 * whose bytes differ from version to version: the same results give the same page.
 */
export function packedBytes(id: string, bytes: Uint8Array): Html {
  const base64 = Buffer.from(deflateSync(bytes, { level: 9 })).toString("base64");
  return html`<script type="application/octet-stream" id="${id}">
    ${new Html(base64)}
  </script>`;
}

export const packed = (id: string, text: string): Html => packedBytes(id, strToU8(text));

/** A script that is unpacked and run when it is needed. */
export const packedScript = (id: string, code: string): Inline => ({
  element: packed(id, code),
  hash: hashOf(code),
});
