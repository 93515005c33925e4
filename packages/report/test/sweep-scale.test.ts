import { expect, test } from "vitest";
import { bestNote } from "../src/charts/best-note.ts";
import { isLogSweep } from "../src/charts/sweep-scale.ts";

test.each([
  { values: [0.1, 0.3, 1, 3], log: true, why: "factors" },
  { values: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], log: false, why: "equal steps" },
  { values: [1, 50, 100], log: true, why: "two decades, however spaced" },
  { values: [1, 10], log: false, why: "of two values nobody knows" },
  { values: [0, 0.1, 100], log: false, why: "0 has no place on it" },
])("$values: log $log: $why", ({ values, log }) => {
  expect(isLogSweep(values)).toBe(log);
});

test.each([
  { at: [3], of: 4, says: "Best on the test split: 98.00 % at rate 3." },
  { at: [1, 3], of: 4, says: "Best on the test split: 98.00 % at rate 1 and 3." },
  { at: [1, 2, 3, 4, 5, 6], of: 9, says: "Best on the test split: 98.00 % at 6 values of rate." },
  { at: [1, 3], of: 2, says: "On the test split 98.00 % at every rate." },
  { at: [], of: 0, says: "" },
])("best at $at of $of", ({ at, of, says }) => {
  const bests = at.map((x) => ({ x, meanText: "98.00 %" }));
  expect(bestNote(bests, "rate", of)).toBe(says);
});
