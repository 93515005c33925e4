import type { Claim, Trial } from "@gradlab/schema";
import { expect, test } from "vitest";
import { median, medianInterval, statistics } from "../src/judge/interval.ts";
import { looksOf } from "../src/judge/looks.ts";
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
const verdictOf = (claim: Partial<Claim>, own: Trial[], against?: Trial[], exact = false) => {
  const planned = {
    claim: { says: "it", metric: "test.accuracy", statistic: "mean", ...claim } as Claim,
    points: [point],
    ...(against && { against: other }),
  };
  const points = [
    { sweepPoint: point, trials: own },
    { sweepPoint: other, trials: against ?? [] },
  ];
  return judge([planned], points, { dataset: "mnist", exact, looks: looksOf(3, 3) })[0]!.checks[0]!;
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

test("the median's interval is by rank: none below six values, the ends at six, the second at ten", () => {
  // 2·P(Binomial(6, ½) < 1) = 0.03125; Binomial(10, ½): 2·P(< 2) = 0.0215, 2·P(< 3) = 0.109
  expect(medianInterval([1, 2, 3, 4, 5])).toBeNull();
  expect(medianInterval([3, 1, 2, 6, 5, 4])).toEqual([1, 6]);
  expect(medianInterval([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual([2, 9]);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("a claim about the median bears a trial that went astray", () => {
  const own = trials(0.95, 0.951, 0.949, 0.952, 0.95, 0.948, 0.86, 0.951, 0.95, 0.953);
  expect(verdictOf({ statistic: "median", atLeast: 0.94 }, own).verdict).toBe("pass");
  expect(verdictOf({ atLeast: 0.94 }, own).verdict).toBe("inconclusive");
});

test("equals: the interval lies within the tolerance of the published value", () => {
  const own = trials(0.961, 0.962, 0.9615);
  const equals = (value: number) => ({ equals: { value, tolerance: 0.004 } });
  expect(verdictOf(equals(0.9623), own).verdict).toBe("pass");
  expect(verdictOf(equals(0.97), own).verdict).toBe("fail");
});

test("one value is enough where a task draws no random numbers", () => {
  const exact = verdictOf(
    { equals: { value: 0.5, tolerance: 1e-9 } },
    trials(0.5),
    undefined,
    true,
  );
  expect(exact.verdict).toBe("pass");
  expect(exact.interval).toEqual([0.5, 0.5]);
  expect(exact.reason).toBe("the value is exact, and on the right side of the limit");
});

test("seeds that all have one value leave no interval to speak of", () => {
  const same = trials(0.25, 0.25);
  expect(verdictOf({ atLeast: 0.9 }, same).reason).toBe(
    "the value lies on the wrong side of the limit",
  );
  expect(verdictOf({ above: { where: other, by: 0 } }, same, trials(0.5, 0.5)).reason).toBe(
    "the difference lies on the wrong side of the limit",
  );
  expect(
    verdictOf({ statistic: "median", atLeast: 0.9 }, trials(...Array(6).fill(0.25))).reason,
  ).toBe("the 95 % interval lies on the wrong side of the limit");
});
