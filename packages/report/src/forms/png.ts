import { Resvg, initWasm } from "@resvg/resvg-wasm";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fontFiles } from "./font.ts";

const scale = 2;
let ready: Promise<void> | undefined;

/** No font of the machine takes part. */
export const fontOptions = () => ({ fontBuffers: fontFiles(), defaultFontFamily: "Inter" });

/** SVG → PNG of twice its size, the same bytes on every machine: the renderer is WebAssembly, the font is ours. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const wasm = fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"));
  await (ready ??= readFile(wasm).then(initWasm));
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: fontOptions(),
  });
  const image = resvg.render();
  const png = image.asPng();
  image.free();
  resvg.free();
  return png;
}
