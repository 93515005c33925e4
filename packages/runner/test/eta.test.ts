import { createRng } from "@gradlab/core";
import type { TrialConfig } from "@gradlab/schema";
import { expect, test } from "vitest";
import type { PlannedTrial } from "../src/run/planned-trials.ts";
import { workOf } from "../src/tasks/steps.ts";
import { Eta } from "../src/terminal/eta.ts";

interface Planned {
  readonly steps: number;
  readonly msPerStep: number;
}

const trialsOf = (points: readonly Planned[], seeds: number): PlannedTrial[] =>
  points.flatMap(({ steps }, i) => {
    const config = { task: "train", train: { steps } } as unknown as TrialConfig;
    const point = { sweepPoint: { i }, config };
    return Array.from({ length: seeds }, (_, s) => ({ point, seed: s + 1, key: `${i}-${s}` }));
  });

/** A sweep on a clock of its own: what the ETA says at the first moment a share is done, and what is true. */
function simulate(points: readonly Planned[], seeds: number, workers: number, share: number) {
  const trials = trialsOf(points, seeds);
  const steps = ({ point }: PlannedTrial) => points[point.sweepPoint["i"] as number]!;
  let clock = 0;
  const eta = new Eta({ trials, workers, workOf: (it) => steps(it).steps }, () => clock);

  const events: { at: number; tell: () => void }[] = [];
  const free = Array.from({ length: workers }, () => 0);
  for (const trial of trials) {
    const worker = free.indexOf(Math.min(...free));
    const start = free[worker]!;
    const { steps: count, msPerStep } = steps(trial);
    events.push({ at: start, tell: () => eta.begin(trial) });
    for (let step = 50; step < count; step += 50) {
      events.push({ at: start + step * msPerStep, tell: () => eta.progress(trial, step) });
    }
    free[worker] = start + count * msPerStep;
    events.push({ at: free[worker], tell: () => eta.end(trial, true) });
  }
  const end = Math.max(...free);
  for (const { at, tell } of events.toSorted((a, b) => a.at - b.at)) {
    clock = at;
    tell();
    if (eta.share >= share) return { told: eta.leftMs!, left: end - at };
  }
  throw new Error("the share was never reached");
}

/** Lengths from 200 to 20,000 steps, each sweepPoint up to 5 % slower or faster than the others. */
function unequal(count: number, seed: number): Planned[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => ({
    steps: Math.round(200 * 100 ** rng.uniform()),
    msPerStep: 2 * (0.95 + 0.1 * rng.uniform()),
  }));
}

test.each([1, 2, 3, 8])(
  "unequal trials on %i workers: the ETA is within 15 per cent after a tenth of the sweep",
  (workers) => {
    for (let seed = 1; seed <= 50; seed++) {
      const { told, left } = simulate(unequal(12, seed), 3, workers, 0.1);
      expect(Math.abs(told / left - 1)).toBeLessThan(0.15);
    }
  },
);

test("a long trial at the end leaves the other workers idle, and the ETA knows", () => {
  const points = [...Array.from({ length: 9 }, () => 1_000), 10_000].map((steps) => ({
    steps,
    msPerStep: 1,
  }));
  const { told, left } = simulate(points, 1, 4, 0.1);
  expect(Math.abs(told / left - 1)).toBeLessThan(0.01);
});

test("a machine that becomes twice as fast is believed within a fifth of the sweep", () => {
  const points = Array.from({ length: 20 }, (_, i) => ({ steps: 1_000, msPerStep: i < 4 ? 2 : 1 }));
  const { told, left } = simulate(points, 1, 2, 0.4);
  expect(Math.abs(told / left - 1)).toBeLessThan(0.15);
});

test("a trial that diverges early, or is tried once more, does not pass for a fast one", () => {
  const trials = trialsOf([{ steps: 1_000, msPerStep: 1 }], 4);
  let clock = 0;
  const eta = new Eta({ trials, workers: 1, workOf: () => 1_000 }, () => clock);
  const [first, second] = trials as [PlannedTrial, PlannedTrial];
  eta.begin(first);
  clock = 100;
  eta.progress(first, 100);
  expect(eta.leftMs).toBeCloseTo(3_900);
  eta.end(first, false);
  expect(eta.leftMs).toBeCloseTo(3_000);
  eta.begin(second);
  clock = 600;
  eta.progress(second, 500);
  expect(eta.leftMs).toBeCloseTo(2_500);
  eta.begin(second);
  expect(eta.leftMs).toBeCloseTo(3_000);
  expect(eta.share).toBeCloseTo(0.25);
  clock = 1_600;
  eta.end(second, true);
  expect(eta).toMatchObject({ ended: 2, total: 4, share: 0.5, leftMs: 2_000 });
  expect(eta.trialsPerMinute).toBeCloseTo(75);
});

test("the work of a trial grows with steps, width, batch, evaluations and central differences", () => {
  const samples = { trainSamples: 60_000, testSamples: 10_000 };
  const config = (hidden: number[], train: object) =>
    ({
      task: "train",
      dataset: "mnist",
      model: { hidden },
      train: { steps: 2_000, batchSize: 100, evaluateEvery: 200, gradient: "backprop", ...train },
    }) as unknown as TrialConfig;
  const work = (hidden: number[], train: object = {}) => workOf(config(hidden, train), samples);
  const plain = work([50]);
  for (const more of [
    work([100]),
    work([50, 50]),
    work([50], { steps: 4_000 }),
    work([50], { batchSize: 200 }),
    work([50], { evaluateEvery: 100 }),
    work([50], { gradient: "numeric" }),
  ]) {
    expect(more).toBeGreaterThan(1.1 * plain);
  }
  expect(work([50], { samples: 100 })).toBeLessThan(plain);
});

test("of thousands that wait, the time left is that of their work over the workers", () => {
  const trials = trialsOf([{ steps: 1_000, msPerStep: 1 }], 3_000);
  let clock = 0;
  const eta = new Eta({ trials, workers: undefined, workOf: () => 1_000 }, () => clock);
  eta.workers = 4;
  eta.begin(trials[0]!);
  clock = 1_000;
  eta.end(trials[0]!, true);
  expect(eta.leftMs).toBeCloseTo((2_999 * 1_000) / 4);
});
