import { parse, View } from "vega";
import { expect, test } from "vitest";
import { charts } from "../src/charts/index.ts";
import { compileChart } from "../src/charts/compile.ts";
import { lrSweep } from "./fixtures/stories.ts";

test("beside files of SVG, charts in the page's fonts can be drawn, their texts cut as ever", async () => {
  const { vega } = compileChart(charts["sweep-response"]!(lrSweep())!);
  const draw = async () => {
    const svg = await new View(parse(vega), { renderer: "none" }).toSVG();
    return svg.match(/>[^<]+<\/text>/g);
  };
  const alone = await draw();
  expect(alone!.length).toBeGreaterThan(10);
  await import("../src/forms/svg.ts");
  expect(await draw()).toEqual(alone);
});
