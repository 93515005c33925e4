import { expect, test } from "vitest";
import { curveRows } from "../src/charts/curve-rows.ts";
import { thinned } from "../src/charts/thinned.ts";
import { buildRun } from "./fixtures/build-run.ts";

interface Row {
  readonly point: string;
  readonly line: string;
  readonly step: number;
  readonly mean: number | null;
}

const { smoothed } = (await import(
  new URL("../src/page/in-page/smoothed.js", import.meta.url).href
)) as { smoothed: (rows: readonly Row[], weight: number) => Row[] };

const line = (point: string, ...means: (number | null)[]): Row[] =>
  means.map((mean, i) => ({ point, line: "loss", step: 10 * i, mean }));

test("smoothing is debiased, line by line, and leaves gaps out", () => {
  expect(
    smoothed([...line("a", 4, 4, 4), ...line("b", 1, 3)], 0.5).map(({ mean }) => mean),
  ).toEqual([4, 4, 4, 1, (0.25 * 1 + 0.5 * 3) / 0.75]);
  expect(smoothed(line("a", 1, null, 3), 0.9).map(({ step }) => step)).toEqual([0, 20]);
  expect(smoothed(line("a", 7), 0.9)[0]!.mean).toBeCloseTo(7, 12);
  expect(smoothed([], 0.9)).toEqual([]);
});

test("a step that stands for several counts for as many", () => {
  const [, last] = smoothed(
    [
      { point: "a", line: "", step: 0, mean: 0 },
      { point: "a", line: "", step: 30, mean: 1 },
    ],
    0.5,
  );
  expect(last!.mean).toBeCloseTo(0.5 / 0.75, 12);
});

test("thinning keeps every spike, both ends, and where a line breaks off", () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({
    i,
    value: Math.sin(i / 50) as number | null,
  }));
  rows[1234]!.value = 99;
  rows[5678]!.value = -99;
  for (const i of [7000, 7001, 9999]) rows[i]!.value = null;
  const kept = new Set(thinned(rows, 200, ({ value }) => value).map(({ i }) => i));
  for (const i of [0, 1234, 5678, 6999, 7000, 7001, 7002, 9998, 9999])
    expect(kept, `${i}`).toContain(i);
  expect(kept.size).toBeLessThan(220);
  expect(thinned(rows, 10_000, ({ value }) => value)).toBe(rows);
});

test("many long curves share a chart's rows", () => {
  const points = Array.from({ length: 300 }, (_, i) => ({
    sweepPoint: { "train.batchSize": i + 1 },
    accuracy: (t: number) => (t === 0.5 ? 1 : 0.1 * t),
  }));
  const run = buildRun({ points, seeds: 1, steps: 400, evaluateEvery: 2 });
  const rows = curveRows(run, "evaluation", ["test.accuracy"]);
  expect(rows.length).toBeLessThan(13_000);
  expect(new Set(rows.filter(({ step }) => step === 200).map(({ point }) => point)).size).toBe(300);
});
