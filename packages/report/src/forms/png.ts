import { Resvg, initWasm } from "@resvg/resvg-wasm";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fontFiles, missingGlyphs } from "./font.ts";
import { fallbackFor, type Fallback } from "./machine-fonts.ts";

const scale = 2;
let ready: Promise<void> | undefined;

/** No font of the machine takes part, unless ours lacks a letter. */
export const fontOptions = (others: readonly Uint8Array[] = []) => ({
  fontBuffers: [...fontFiles(), ...others],
  defaultFontFamily: "Inter",
});

/** SVG → PNG of twice its size, the same bytes on every machine: the renderer is WebAssembly, the font is ours. */
export async function pngOf(
  svg: string,
  fallback: Fallback = lettersFrom(svg),
): Promise<Uint8Array> {
  const wasm = fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"));
  await (ready ??= readFile(wasm).then(initWasm));
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: fontOptions(fallback.fonts.map(({ bytes }) => bytes)),
  });
  const image = resvg.render();
  const png = image.asPng();
  image.free();
  resvg.free();
  return png;
}

/** The machine's fonts for the letters of a picture that ours lacks. */
export const lettersFrom = (svg: string): Fallback =>
  fallbackFor(
    missingGlyphs([...svg.matchAll(/<text.*?<\/text>/gs)].join("").replaceAll(/<[^>]*>/g, "")),
  );
