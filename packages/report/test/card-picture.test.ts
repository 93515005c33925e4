import { expect, test } from "vitest";
import { charts } from "../src/charts/index.ts";
import { cardPicture } from "../src/page/card-picture.ts";
import { linePath, movedPath, rectPath } from "../src/page/scene-paths.ts";
import { hostile } from "./fixtures/hostile.ts";
import { stories } from "./fixtures/stories.ts";

test("a line goes by steps that do not add up errors, and keeps every spike", () => {
  const path = linePath([
    { x: 0, y: 0 },
    { x: 1.04, y: 50.96 },
    { x: 2.08, y: 0 },
    { x: 3.12, y: 0 },
    { x: 4.16, y: 0 },
    { x: 100, y: 0.26 },
  ]);
  expect(path).toBe("M0 0l1 51 1.1-51 97.9 .3");
  expect(linePath([{ x: -0.04, y: 3 }])).toBe("M0 3");
  expect(linePath([])).toBe("");
});

test("shapes of straight lines turn and move, others are left to a transform", () => {
  expect(movedPath("M0,-2L2,2L-2,2Z", { x: 10, y: 20 }, 90)).toBe("M12 20L8 22L8 18Z");
  expect(movedPath("M0,0A3,3,0,1,1,2,2", { x: 0, y: 0 }, 0)).toBeUndefined();
  expect(rectPath({ x: 1, y: 2 }, 0, 5)).toBe("");
});

test.each(Object.entries(stories))("%s: small pictures of all charts", async (_, story) => {
  const run = story();
  for (const [name, chart] of Object.entries(charts)) {
    const spec = chart(run);
    if (spec === undefined) continue;
    const { text } = await cardPicture(spec);
    expect(text, name).toMatch(/<path d="M/);
    expect(text, name).not.toMatch(/NaN|undefined|Infinity/);
    expect(text.length, name).toBeLessThan(40_000);
  }
});

test("hostile names stay text", async () => {
  const { text } = await cardPicture(charts["sweep-categories"]!(hostile())!);
  expect(text).not.toMatch(/<script|<img/);
});
