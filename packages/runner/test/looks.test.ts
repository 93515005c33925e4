import { createRng, type Rng } from "@gradlab/core";
import type { Claim, Trial, VerdictWord } from "@gradlab/schema";
import { expect, test } from "vitest";
import { lookAt, looksOf, nextLook, type Look } from "../src/judge/looks.ts";
import { judge } from "../src/judge/verdicts.ts";

test("the looks double the seeds and spend 5 % together, by Pocock's function over three looks", () => {
  const looks = looksOf(3, 10);
  expect(looks.map(({ seeds }) => seeds)).toEqual([3, 6, 10]);
  // 0.05·ln(1 + (e − 1)·i/3): 0.022642, 0.038170, 0.05
  expect(looks.map(({ confidence }) => confidence)).toEqual([0.977358, 0.984472, 0.988169]);
  expect(looksOf(4, 4)).toEqual([{ number: 1, of: 1, seeds: 4, confidence: 0.95 }]);
  const parts = looksOf(2, 1000).map(({ confidence }) => 1 - confidence);
  expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(0.05, 5);
});

test("a number of seeds between two looks belongs to the later one", () => {
  const looks = looksOf(3, 10);
  expect([2, 3, 4, 6, 10, 99].map((seeds) => lookAt(looks, seeds).number)).toEqual([
    1, 1, 2, 2, 3, 3,
  ]);
  expect(nextLook(looks, 4)?.seeds).toBe(10);
  expect(nextLook(looks, 10)).toBeUndefined();
});

const limit = 0.9;
const claim = { says: "it", metric: "test.accuracy", statistic: "mean", atLeast: limit } as Claim;
const planned = [{ claim, points: [{}] }];

/** What a claim comes to whose seeds are drawn from N(mean, 1 %): adds seeds while it is inconclusive. */
function verdictAfterAll(mean: number, looks: readonly Look[], rng: Rng): VerdictWord {
  const trials: Trial[] = [];
  let word: VerdictWord = "inconclusive";
  for (const { seeds } of looks) {
    while (trials.length < seeds) {
      const accuracy = mean + 0.01 * rng.normal();
      trials.push({
        seed: trials.length + 1,
        metrics: { "test.accuracy": accuracy },
        timing: {},
      } as unknown as Trial);
    }
    const judged = { dataset: "mnist", exact: false, looks };
    word = judge(planned, [{ sweepPoint: {}, trials }], judged)[0]!.verdict;
    if (word !== "inconclusive") break;
  }
  return word;
}

const shares = (mean: number, looks: readonly Look[], seed: number, count = 4000) => {
  const rng = createRng(seed);
  const words = Array.from({ length: count }, () => verdictAfterAll(mean, looks, rng));
  const share = (word: VerdictWord) => words.filter((it) => it === word).length / count;
  return { fail: share("fail"), pass: share("pass"), inconclusive: share("inconclusive") };
};

test("of claims that just hold, at most 2.5 % turn red over all looks, and as many that just do not turn green", () => {
  const looks = looksOf(3, 10);
  const { fail, pass } = shares(limit, looks, 1);
  expect(fail).toBeLessThanOrEqual(0.025);
  expect(pass).toBeLessThanOrEqual(0.025);
  // With 95 % at each look it is more than twice as often.
  const naive = looks.map((look) => ({ ...look, confidence: 0.95 }));
  expect(shares(limit, naive, 1).fail).toBeGreaterThan(0.05);
});

test("two standard deviations from the limit, a claim is decided nearly always, and never wrongly", () => {
  const looks = looksOf(3, 10);
  const above = shares(limit + 0.02, looks, 2);
  expect(above.fail).toBe(0);
  expect(above.pass).toBeGreaterThan(0.95);
  expect(shares(limit - 0.02, looks, 3).fail).toBeGreaterThan(0.95);
});
