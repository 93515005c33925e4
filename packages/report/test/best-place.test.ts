import { expect, test } from "vitest";
import { bestPlace } from "../src/charts/best-place.ts";

const mark = (x: number, mean: number, half = 0) => ({
  x,
  mean,
  low: mean - half,
  high: mean + half,
});
const place = (...marks: ReturnType<typeof mark>[]) =>
  bestPlace(marks[0]!, marks, (x) => x, [0, 1]);

test("below the lowest end of the intervals at its x", () => {
  expect(place(mark(0.5, 0.9, 0.125), mark(0.5, 0.95), mark(0.6, 0.2))).toEqual({
    y: 0.775,
    side: "below",
  });
});

test("of near neighbours too", () => {
  expect(place(mark(0.5, 0.9), mark(0.53, 0.7))).toEqual({ y: 0.7, side: "below" });
});

test("above all of them where there is no room below", () => {
  expect(place(mark(0.5, 0.5, 0.25), mark(0.47, 0.02))).toEqual({ y: 0.75, side: "above" });
});
