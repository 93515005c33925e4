import type { Claim, Trial } from "@gradlab/schema";
import { expect, test } from "vitest";
import { statistics } from "../src/judge/interval.ts";
import { judge } from "../src/judge/verdicts.ts";

test("mean, sd and Student's interval of five values, as scipy.stats.t has it", () => {
  // t.interval(0.95, 4, mean, sem) with t quantile 2.7764451051977987
  const { mean, sd, interval } = statistics([2, 4, 4, 5, 10]);
  expect(mean).toBe(5);
  expect(sd).toBeCloseTo(3, 14);
  const half = (2.7764451051977987 * 3) / Math.sqrt(5);
  expect(interval![0]).toBeCloseTo(5 - half, 7);
  expect(interval![1]).toBeCloseTo(5 + half, 7);
  expect(statistics([3]).interval).toBeNull();
});

const point = { lr: 1 };
const other = { lr: 2 };
const trial = (seed: number, accuracy: number | null) =>
  ({
    seed,
    status: "complete",
    metrics: { "test.accuracy": accuracy },
    timing: {},
  }) as unknown as Trial;
const trials = (...values: (number | null)[]) => values.map((value, i) => trial(i + 1, value));
const verdictOf = (claim: Partial<Claim>, own: Trial[], against?: Trial[]) => {
  const planned = {
    claim: { says: "it", metric: "test.accuracy", ...claim } as Claim,
    points: [point],
    ...(against && { against: other }),
  };
  const points = [
    { sweepPoint: point, trials: own },
    { sweepPoint: other, trials: against ?? [] },
  ];
  return judge([planned], points, "mnist")[0]!.checks[0]!;
};

test.each([
  ["pass", [0.96, 0.97, 0.965]],
  ["fail", [0.86, 0.87, 0.865]],
  ["inconclusive", [0.94, 0.97, 0.96]],
  ["inconclusive", [0.99]],
  ["fail", [0.97, null, 0.97]],
  ["fail", []],
] as const)("%s: at least 0.95 by %j", (verdict, values) => {
  expect(verdictOf({ atLeast: 0.95 }, trials(...values)).verdict).toBe(verdict);
});

test("a limit for each data set; none for this one is inconclusive", () => {
  const own = trials(0.96, 0.961);
  expect(verdictOf({ atLeast: { mnist: 0.95, digits: 0.99 } }, own).verdict).toBe("pass");
  const { verdict, reason } = verdictOf({ atLeast: { digits: 0.9 } }, own);
  expect(verdict).toBe("inconclusive");
  expect(reason).toBe("no limit is given for the data set mnist");
});

test("comparisons pair the trials of one seed: a small steady difference is seen through a large spread", () => {
  const own = trials(0.9, 0.7, 0.8);
  const against = trials(0.91, 0.7101, 0.8099);
  const below = verdictOf({ below: { where: other, by: 0.009 } }, own, against);
  expect(below.verdict).toBe("pass");
  expect(below.value).toBeCloseTo(-0.01, 10);
  expect(verdictOf({ below: { where: other, by: 0.02 } }, own, against).verdict).toBe("fail");
  expect(verdictOf({ above: { where: other, by: 0 } }, own, against).verdict).toBe("fail");
  expect(verdictOf({ within: { where: other, by: 0.011 } }, own, against).verdict).toBe("pass");
  expect(verdictOf({ within: { where: other, by: 0.001 } }, own, against).verdict).toBe("fail");
});
