import { createRng, type Rng } from "@gradlab/core";
import type { Baseline, ComparedTrial, Trial } from "@gradlab/schema";
import { expect, test } from "vitest";
import { alphaOf, holdAgainst } from "../src/compare/hold-against.ts";
import { holm } from "../src/compare/holm.ts";
import { rankSumProbability } from "../src/compare/rank-sum.ts";
import { seedsForTwo, smallestDrop } from "../src/compare/smallest-drop.ts";
import type { PlannedClaim } from "../src/experiment/claims.ts";
import { checkVerdict } from "../src/judge/checked.ts";
import { looksOf } from "../src/judge/looks.ts";
import { judge } from "../src/judge/verdicts.ts";
import { examples } from "./thorough.ts";

const run = (trials: ComparedTrial[], checksum = "c"): Baseline =>
  ({
    config: { task: "train" },
    dataset: { name: checksum === "c" ? "mnist" : "digits", checksum },
    provenance: { mathVersion: "m" },
    trials,
  }) as unknown as Baseline;

const trial = (seed: number, accuracy: number | null, more: Partial<ComparedTrial> = {}) =>
  ({
    sweepPoint: { lr: 1 },
    seed,
    status: "complete",
    bits: `${seed} ${accuracy}`,
    metrics: { "test.accuracy": accuracy },
    ...more,
  }) as ComparedTrial;
const trials = (...values: (number | null)[]) => values.map((it, i) => trial(i + 1, it));
const hold = (before: ComparedTrial[], after: ComparedTrial[], isNarrowed = false) =>
  holdAgainst(run(before), run(after), { baselines: 1, isNarrowed });

const kept = [0.95, 0.951, 0.949, 0.952, 0.948, 0.95];

test("the same bits are identical, whatever the spread", () => {
  const { verdict, identical, metrics } = hold(trials(...kept), trials(...kept));
  expect({ verdict, identical }).toEqual({ verdict: "pass", identical: 6 });
  expect(metrics.map(({ outcome }) => outcome)).toEqual(["identical"]);
});

test.each([
  ["no worse", "pass", [0.9505, 0.9505, 0.949, 0.9521, 0.948, 0.9501]],
  ["worse", "fail", [0.94, 0.942, 0.9385, 0.9425, 0.9376, 0.94]],
  ["no worse", "pass", [0.96, 0.961, 0.959, 0.962, 0.958, 0.96]],
  ["inconclusive", "inconclusive", [0.95, 0.946, 0.951, 0.949, 0.9475, 0.948]],
] as const)("other bits, %s: %s", (outcome, verdict, now) => {
  const held = hold(trials(...kept), trials(...now));
  expect(held.metrics).toMatchObject([{ outcome, n: 6 }]);
  expect(held.verdict).toBe(verdict);
});

test("a metric whose best is the lowest is worse when it rises", () => {
  const loss = (values: number[]) =>
    values.map((it, i) => trial(i + 1, null, { bits: `${it}`, metrics: { "test.loss": it } }));
  const before = [0.2, 0.21, 0.19, 0.2];
  expect(hold(loss(before), loss(before.map((it) => it + 0.1))).verdict).toBe("fail");
  expect(hold(loss(before), loss(before.map((it) => it - 0.1))).verdict).toBe("pass");
});

test("what was there and is not now fails by name: missing, failed, diverged, without the metric", () => {
  const now = [
    trial(2, 0.95, { status: "failed", bits: "b", metrics: {} }),
    trial(3, 0.95, { status: "diverged", bits: "b", metrics: {} }),
    trial(4, null),
    ...trials(...kept).slice(4),
  ];
  const { verdict, lost } = hold(trials(...kept), now);
  expect(verdict).toBe("fail");
  expect(lost.map(({ seed, why }) => `${seed} ${why}`)).toEqual([
    "1 missing",
    "2 failed",
    "3 diverged",
    "4 no test.accuracy",
  ]);
});

test("a trial that diverges as it did before is identical; one that no longer does is no loss", () => {
  const diverged = trial(1, null, { status: "diverged", bits: "d" });
  const rest = trials(...kept).slice(1);
  expect(hold([diverged, ...rest], [diverged, ...rest]).verdict).toBe("pass");
  expect(hold([diverged, ...rest], [trial(1, 0.95), ...rest]).lost).toEqual([]);
});

test("what an override took out is set aside; nothing in common is no pass", () => {
  const narrowed = hold(trials(...kept), trials(...kept).slice(0, 2), true);
  expect(narrowed).toMatchObject({ verdict: "pass", setAside: 4, lost: [] });
  expect(hold(trials(...kept), [], true)).toMatchObject({ verdict: "inconclusive", pairs: 0 });
});

test("a baseline of other data is compared with nothing", () => {
  const now = run(trials(...kept), "d");
  const held = holdAgainst(run(trials(...kept)), now, { baselines: 1, isNarrowed: false });
  expect(held).toMatchObject({
    verdict: "inconclusive",
    reason: "the baseline is of mnist, these results are of digits",
  });
});

test("one seed with other bits cannot be told, the same value can; an exact value is as good as it is", () => {
  expect(hold(trials(0.9), trials(0.8)).verdict).toBe("inconclusive");
  expect(hold(trials(0.9), [trial(1, 0.9, { bits: "other" })]).verdict).toBe("pass");
  const exact = (value: number) => {
    const it = { sweepPoint: {}, bits: `${value}`, metrics: { "descent.value": value } };
    return { ...run([trial(1, null, it)]), config: { task: "descent" } } as unknown as Baseline;
  };
  const outcome = (before: number, now: number) =>
    holdAgainst(exact(before), exact(now), { baselines: 1, isNarrowed: false }).metrics[0]!.outcome;
  expect(outcome(0.5, 0.5 + 1e-9)).toBe("no worse");
  expect(outcome(0.5, 0.51)).toBe("worse");
});

test("Holm's correction as R's p.adjust has it", () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
});

test("ranks are counted exactly, and shared by equal values", () => {
  // Of the 20 ways to part six ranks one is as low; of 924 seven, where only one of twelve is not at the top
  expect(rankSumProbability([4, 5, 6], [1, 2, 3])).toBeCloseTo(1 / 20, 12);
  expect(rankSumProbability([1, 2, 3], [4, 5, 6])).toBe(1);
  expect(rankSumProbability([9, 9, 9, 9, 9, 9], [3, 3, 6, 6, 6, 9])).toBeCloseTo(7 / 924, 12);
});

test("a drop that makes the seeds differ widely is seen, a seed that goes astray now and then is borne", () => {
  const steady = Array.from({ length: 8 }, (_, i) => 0.95 + i / 1000);
  const erratic = [0.9, 0.1, 0.94, 0.5, 0.3, 0.93, 0.2, 0.7];
  expect(hold(trials(...steady), trials(...erratic)).verdict).toBe("fail");
  const astray = [...steady.slice(0, 7).map((it) => it + 0.0005), 0.1];
  expect(hold(trials(...steady), trials(...astray)).verdict).toBe("inconclusive");
});

/** One standard deviation over seeds. */
const unit = { accuracy: 0.01, loss: 0.02 };

/**
 * What `exp check` says of a project: two sweepPoints, two metrics, a claim two standard deviations from the
 * truth at each sweepPoint. Before and after share some of their variance; `drop` is in standard deviations.
 */
function check(rng: Rng, seeds: number, shared: number, drop: (place: number) => number) {
  const before: ComparedTrial[] = [];
  const after: ComparedTrial[] = [];
  for (const lr of [1, 2]) {
    for (let seed = 1; seed <= seeds; seed++) {
      const [accuracies, losses] = [0, 1].map((metric) => {
        const common = rng.normal() * Math.sqrt(shared);
        const own = () => common + rng.normal() * Math.sqrt(1 - shared);
        return [own(), own() - drop(2 * (lr - 1) + metric)];
      }) as [[number, number], [number, number]];
      [before, after].forEach((side, i) => {
        const accuracy = 0.9 + unit.accuracy * accuracies[i]!;
        const loss = 0.3 - unit.loss * losses[i]!;
        side.push({
          ...trial(seed, accuracy, { sweepPoint: { lr }, bits: `${i}` }),
          metrics: { "test.accuracy": accuracy, "test.loss": loss },
        });
      });
    }
  }
  const points = [1, 2].map((lr) => ({
    sweepPoint: { lr },
    trials: after
      .filter(({ sweepPoint }) => sweepPoint["lr"] === lr)
      .map((it) => ({ ...it, timing: {} }) as unknown as Trial),
  }));
  const looks = looksOf(seeds, seeds);
  const verdicts = judge(claims, points, { dataset: "mnist", exact: false, looks });
  const baseline = holdAgainst(run(before), run(after), { baselines: 1, isNarrowed: false });
  return checkVerdict({ verdicts, baseline, missing: [], failed: [] });
}

const claims = [1, 2].map((lr): PlannedClaim => ({
  claim: {
    says: "it learns",
    metric: "test.accuracy",
    statistic: "mean",
    atLeast: 0.9 - 2 * unit.accuracy,
  },
  points: [{ lr }],
}));

const reds = (
  count: number,
  seed: number,
  ...project: [number, number, (place: number) => number]
) => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => check(rng, ...project)).filter((it) => it === "fail")
    .length;
};

const enough = seedsForTwo(4, alphaOf(1));
const unchanged = () => 0;
const oneLower = (place: number) => (place === 2 ? 2 : 0);

test("for a drop of two standard deviations in one of four comparisons sixteen seeds are enough", () => {
  expect(enough).toBe(16);
  expect(smallestDrop(16, 4, alphaOf(1))).toBeLessThan(2);
  expect(smallestDrop(15, 4, alphaOf(1))).toBeGreaterThan(2);
  expect(smallestDrop(1, 4, alphaOf(1))).toBe(Infinity);
});

/** 12,000 under `pnpm test:slow`. */
const projects = examples(200).numRuns;

// Pairs that share nothing are the worst case: as if another generator of random numbers were used.
test.each([
  { seeds: 3, shared: 0 },
  { seeds: 3, shared: 0.8 },
  { seeds: enough, shared: 0 },
  { seeds: enough, shared: 0.8 },
])(
  "of unchanged projects at most one in a hundred turns red: $seeds seeds, $shared shared",
  ({ seeds, shared }) => {
    const red = reds(projects, 11, seeds, shared, unchanged);
    expect(red / projects).toBeLessThanOrEqual(0.01);
  },
);

test.each([0, 0.8])(
  "a drop of two standard deviations in one metric turns 95 of a hundred red: %d shared",
  (shared) => {
    const red = reds(projects, 12, enough, shared, oneLower);
    expect(red / projects).toBeGreaterThanOrEqual(0.95);
  },
);
