import { readImageText } from "@gradlab/schema";
import { expect, test } from "vitest";
import { mistakesFigure } from "../src/page/pictures/mistakes-figure.ts";
import { weightsFigure } from "../src/page/pictures/weights-figure.ts";
import { stories } from "./fixtures/stories.ts";

test("figures where there are tables, and room for them", () => {
  const run = stories.deepTraining();
  const { element, galleries } = mistakesFigure(run, "x")!;
  const text = element.text.replace(/\s+/g, " ");
  expect(text.match(/<option value="[^"]+"/g)).toHaveLength(3);
  expect(text).toContain("4 read as 9 <span>99.0 %</span>");
  expect(text).toContain('<canvas width="8" height="8" role="img" aria-label="Test image 0: a 4">');
  for (const [id, { palette, images }] of Object.entries(galleries)) {
    expect(text).toContain(`id="${id}"`);
    expect(palette).toBe("ink");
    expect(images.map((it) => readImageText(it)!.length)).toEqual([64, 64, 64, 64]);
  }
  const weights = weightsFigure(run, "x")!;
  expect(weights.element.text).toContain("weights from −0.25 to 0.25");
  expect(Object.values(weights.galleries).map(({ palette }) => palette)).toContain("signed");
  expect(mistakesFigure(stories.single(), "x")).toBeUndefined();
});

test("a row without a picture is left out, and so is its name", () => {
  const run = stories.deepTraining();
  const torn = run.tables.map((it) => ({
    ...it,
    columns: { ...it.columns, image: ["no", "<img>", "f", ""] },
  }));
  const { element, galleries } = mistakesFigure({ ...run, tables: torn }, "x")!;
  expect(element.text).not.toContain("<img");
  expect(Object.values(galleries)[0]!.images).toEqual(["f"]);
  expect(element.text.match(/<canvas/g)).toHaveLength(Object.keys(galleries).length);
});
