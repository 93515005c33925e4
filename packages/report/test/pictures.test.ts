import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { inkPalette, signedPalette } from "../src/page/pictures/palettes.ts";
import { mistakesFigure } from "../src/page/pictures/mistakes-figure.ts";
import { pngAddress } from "../src/page/pictures/png.ts";
import { weightsFigure } from "../src/page/pictures/weights-figure.ts";
import { stories } from "./fixtures/stories.ts";

/** Chunks of a PNG by name, each check sum left out. */
function chunks(address: string): Map<string, Buffer> {
  const png = Buffer.from(address.replace("data:image/png;base64,", ""), "base64");
  const found = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    found.set(png.toString("latin1", at + 4, at + 8), data);
  }
  return found;
}

test("a picture is a PNG of its levels, also where rows end in half a byte", () => {
  const address = pngAddress([1, 2, 3, 4, 5, 6, 7, 8, 15], inkPalette);
  const found = chunks(address);
  expect([...found.keys()]).toEqual(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
  expect([...found.get("IHDR")!]).toEqual([0, 0, 0, 3, 0, 0, 0, 3, 4, 3, 0, 0, 0]);
  expect([...inflateSync(found.get("IDAT")!)]).toEqual([
    0, 0x12, 0x30, 0, 0x45, 0x60, 0, 0x78, 0xf0,
  ]);
  expect([...found.get("tRNS")!]).toEqual(Array.from({ length: 16 }, (_, it) => it * 17));
  expect(pngAddress([1, 2, 3, 4, 5, 6, 7, 8, 15], inkPalette)).toBe(address);
});

test("weights: none is nothing, both signs have their colour and strength", () => {
  const opacity = signedPalette.map(([, , , it]) => it);
  expect(opacity.slice(0, 8)).toEqual([0, 36, 73, 109, 146, 182, 219, 255]);
  expect(opacity.slice(9)).toEqual(opacity.slice(1, 8).toReversed());
  expect(signedPalette[1]!.slice(0, 3)).not.toEqual(signedPalette[15]!.slice(0, 3));
});

test("figures where there are tables, and room for them", () => {
  const run = stories.deepTraining();
  const mistakes = mistakesFigure(run, "x")!.text.replace(/\s+/g, " ");
  expect(mistakes.match(/<option value="[^"]+"/g)).toHaveLength(3);
  expect(mistakes).toContain("4 read as 9 <span>99.0 %</span>");
  expect(weightsFigure(run, "x")!.text).toContain("Weights of unit 1: 44 % raise, 44 % lower");
  expect(mistakesFigure(stories.single(), "x")).toBeUndefined();
  const torn = run.tables.map((it) => ({
    ...it,
    columns: { ...it.columns, image: ["no", "<img>"] },
  }));
  expect(mistakesFigure({ ...run, tables: torn }, "x")!.text).not.toContain("<img");
});
