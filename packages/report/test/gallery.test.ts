import { Resvg } from "@resvg/resvg-wasm";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compileChart } from "../src/charts/compile.ts";
import { missingGlyphs } from "../src/forms/font.ts";
import { fontOptions, pngOf } from "../src/forms/png.ts";
import { specText } from "../src/forms/spec-text.ts";
import { standalone } from "../src/forms/standalone.ts";
import { galleryCharts } from "./gallery/charts.ts";
import { otherThan } from "./gallery/compare.ts";
import { galleryPage, pageFile, pictureOf, picturesFolder } from "./gallery/page.ts";

const all = galleryCharts();
const stored = (name: string) => readFileSync(path.join(picturesFolder, name), "utf8");
let pictures: readonly string[];
beforeAll(async () => {
  pictures = await Promise.all(all.map(pictureOf));
});
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);

test("the page and its folder hold every chart, and no other", () => {
  expect(readFileSync(pageFile, "utf8")).toBe(galleryPage(all));
  expect(readdirSync(picturesFolder)).toEqual(all.map(({ name }) => `${name}.svg`).toSorted());
});

describe.each(all)("$name", (chart) => {
  const { name } = chart;

  test("looks as it did", async () => {
    const [was, is] = [stored(`${name}.svg`), pictures[all.indexOf(chart)]!];
    // The same text needs no look.
    if (is === was) return;
    const other = otherThan(name, await pngOf(was), await pngOf(is));
    if (other !== undefined) throw new Error(other);
  });

  test("opens in an editor: a whole spec, of which Vega-Lite has nothing to say", () => {
    const spec = standalone(chart.spec, "light");
    expect(spec).toMatchObject({ $schema: expect.stringContaining("vega-lite/v6.json") as string });
    expect(JSON.stringify(spec)).not.toMatch(/light-dark|"container"|containerSize|usermeta/);
    expect(compileChart(spec).warnings).toEqual([]);
    expect(JSON.parse(specText(spec))).toEqual(spec);
  });

  test("no text is cut, lies over the edge, or has a letter that the font lacks", async () => {
    const svg = stored(`${name}.svg`);
    const texts = textsOf(svg);
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter((it) => it.includes("…"))).toEqual([]);
    expect(missingGlyphs(texts.join(""))).toEqual([]);
    await pngOf(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`);
    const drawn = new Resvg(svg.replaceAll(/<(path|line|rect)[^>]*>/g, ""), {
      font: fontOptions(),
    });
    const { x, y, width, height } = drawn.getBBox()!;
    const edge = 4;
    expect(Math.min(x, y)).toBeGreaterThan(edge);
    expect(x + width).toBeLessThan(drawn.width - edge);
    expect(y + height).toBeLessThan(drawn.height - edge);
  });
});

test("charts that are drawn at once are as each is alone", async () => {
  const drawnAlone = all.filter(({ name }) => ["gradient-field", "tangents"].includes(name));
  for (const chart of drawnAlone) {
    expect(pictures[all.indexOf(chart)]).toBe(await pictureOf(chart));
  }
});

describe("pixels", () => {
  const file = path.join(import.meta.dirname, "gallery", "sweep-categories.png");
  const name = "sweep-categories";

  test("letters and lines are drawn as they were: the same font, the same renderer", async () => {
    const other = otherThan(name, readFileSync(file), await pngOf(stored(`${name}.svg`)));
    if (other !== undefined) throw new Error(other);
  });

  test("what moved, went or is another size is told, and where to look", async () => {
    const svg = stored(`${name}.svg`);
    const was = readFileSync(file);
    const told = async (changed: string) => {
      expect(changed).not.toBe(svg);
      const message = otherThan(name, was, await pngOf(changed));
      const [, folder] = /Look at (.*)\. If it is to look so: pnpm/.exec(message ?? "") ?? [];
      if (folder !== undefined) rmSync(folder, { recursive: true });
      return message;
    };
    expect(await told(svg.replaceAll(/<text.*?<\/text>/g, ""))).toContain("pixels differ");
    expect(await told(svg.replace("accuracy</text>", "accuracies</text>"))).toContain(name);
    expect(await told(svg.replace(/height="\d+"/, 'height="100"'))).toMatch(/it was \d+×\d+/);
    expect(await told(`${svg} `)).toBeUndefined();
  });
});
