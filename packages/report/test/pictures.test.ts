import { readImageText } from "@gradlab/schema";
import { expect, test } from "vitest";
import { charts } from "../src/charts/index.ts";
import { pictureCharts } from "../src/forms/pictures/index.ts";
import { mistakesFigure } from "../src/page/pictures/mistakes-figure.ts";
import { weightsFigure } from "../src/page/pictures/weights-figure.ts";
import { stories } from "./fixtures/stories.ts";

test("figures where there are tables, and room for them", () => {
  const run = stories.deepTraining();
  const { element, galleries } = mistakesFigure(run, "x")!;
  const text = element.text.replace(/\s+/g, " ");
  for (const [id, { palette, images, ...words }] of Object.entries(galleries)) {
    expect(Object.values(words).map(([first]) => first)).toEqual([
      "Test image 0: a 4",
      "4 read as 9",
      "99.0\u00a0%",
      "4 9",
    ]);
    expect(text).toContain(`id="${id}"`);
    expect(palette).toBe("ink");
    expect(images.map((it) => readImageText(it)!.length)).toEqual([64, 64, 64, 64]);
  }
  const weights = weightsFigure(run, "x")!;
  expect(weights.element.text).toContain("weights from −0.25 to 0.25");
  expect(Object.values(weights.galleries).map(({ palette }) => palette)).toContain("signed");
  expect(mistakesFigure(stories.single(), "x")).toBeUndefined();
});

test("of many sweepPoints the best reader and the worst are looked at, in every form", () => {
  const run = stories.lrSweep();
  const examples = stories.deepTraining().tables.filter(({ seed }) => seed === 1);
  const points = [...new Set(run.trials.map(({ sweepPoint }) => sweepPoint))];
  const tables = points.flatMap((sweepPoint) => examples.map((it) => ({ ...it, sweepPoint })));
  const of = { ...run, tables };
  const said = "The best and the worst on the test split, of 8.";
  const chosen = ["learning rate 1", "learning rate 0.001"];
  for (const spec of [charts["confusion-matrix"]!(of), pictureCharts["mistakes"]!(of)]) {
    const { title, concat } = spec as unknown as { title: unknown; concat: { title: string }[] };
    expect(JSON.stringify(title)).toContain(said);
    expect(concat.map((it) => it.title)).toEqual(chosen);
  }
  const { element } = mistakesFigure(of, "x")!;
  const headings = [...element.text.matchAll(/class="heading">(.*?)</g)].map(([, it]) => it);
  expect(headings).toEqual(chosen);
  const unmeasured = { ...of, summaries: [] };
  expect(charts["confusion-matrix"]!(unmeasured)).toBeUndefined();
  expect(mistakesFigure(unmeasured, "x")).toBeUndefined();
});

test("a row without a picture is left out, and so is its name", () => {
  const run = stories.deepTraining();
  const torn = run.tables.map((it) => ({
    ...it,
    columns: { ...it.columns, image: ["no", "<img>", "f", ""] },
  }));
  const { element, galleries } = mistakesFigure({ ...run, tables: torn }, "x")!;
  expect(element.text).not.toContain("<img");
  const { images, alts, kinds } = Object.values(galleries)[0]!;
  expect([images, alts.length, kinds!.length]).toEqual([["f"], 1, 1]);
});
