import { expect, test } from "vitest";
import { inTurn } from "../src/rounds.ts";
import { measurement, ratios } from "../src/statistics.ts";

test("median and quartiles are numpy's", () => {
  expect(measurement([3, 1, 4, 1, 5, 9, 2, 6])).toMatchObject({ q1: 1.75, median: 3.5, q3: 5.25 });
  expect(measurement([3, 1, 4, 1, 5])).toMatchObject({ q1: 1, median: 3, q3: 4 });
  expect(measurement([7])).toEqual({ q1: 7, median: 7, q3: 7, values: [7] });
  expect(() => measurement([])).toThrow("no values");
});

test("ratios are of pairs: a machine half as fast in one round changes none", () => {
  expect(ratios([8, 16, 8], [2, 4, 2])).toMatchObject({ q1: 4, median: 4, q3: 4 });
  expect(() => ratios([1], [1, 2])).toThrow("1 of the peer; expected 2");
});

test("everyone once a round, in turn", async () => {
  const calls: string[] = [];
  const note = (name: string) => () => Promise.resolve(calls.push(name));
  const values = await inTurn(3, { a: note("a"), b: note("b") });
  expect(calls.join("")).toBe("ababab");
  expect(values).toEqual({ a: [1, 3, 5], b: [2, 4, 6] });
});
