import {
  curves,
  differenceInFloat32,
  forwardDifference,
  log,
  numericalDerivative,
  type Curve,
} from "@gradlab/core";
import type { TrialConfig } from "@gradlab/schema";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

const perDecade = 8;
/** Half a decade, both ends in it. */
const windowSize = perDecade / 2 + 1;

/** What a precision can tell apart, and how small a step is worth trying in it. */
const precisions = {
  float64: { epsilon: Number.EPSILON, decades: 16 },
  float32: { epsilon: 2 ** -23, decades: 8 },
} as const;

export const derivativeTask: Task<"derivative"> = (config) => {
  const curve: Curve = curves[config.curve];
  const { at } = config;
  const exact = curve.derivative(at);
  const quotient = quotientOf(config, curve);
  const errorOf = (h: number) => Math.abs(quotient(h) - exact);

  const h = steps(precisions[config.precision].decades);
  const error = h.map(errorOf);
  const best = calmest(error);

  const from = Math.min(0, 2 * at);
  const to = 2 * Math.max(at, 1);
  const x = Array.from({ length: 101 }, (_, i) => from + ((to - from) * i) / 100);
  const slope = quotient(1e-4);
  const ends = [from, to];
  return completeResult({
    metrics: {
      "derivative.slope": slope,
      "derivative.error": errorOf(1e-4),
      "derivative.bestStep": h[best.start + (windowSize - 1) / 2]!, // the mean of even ratios
      "derivative.smallestError": best.error,
      "derivative.order": orderOf(errorOf, (step) => roundingOf(config, curve, step)),
    },
    tables: {
      error: { h, error },
      curve: { x, y: x.map((it) => curve.value(it)) },
      tangent: { x: ends, y: ends.map((it) => curve.value(at) + slope * (it - at)), at: [at, at] },
    },
  });
};

type Config = Extract<TrialConfig, { task: "derivative" }>;

function quotientOf({ at, method, precision }: Config, { value }: Curve): (h: number) => number {
  if (precision === "float32") return (h) => differenceInFloat32(value, at, h)[method];
  const difference = method === "forward" ? forwardDifference : numericalDerivative;
  return (h) => difference(value, at, h);
}

/** 1, 10^(−1/8), … 10^−decades */
function steps(decades: number): number[] {
  const ratio = 1 / Math.sqrt(Math.sqrt(Math.sqrt(10)));
  const found: number[] = [];
  for (let decade = 0; decade < decades; decade++) {
    let h = Number(`1e-${decade}`);
    for (let i = 0; i < perDecade; i++, h *= ratio) found.push(h);
  }
  return [...found, Number(`1e-${decades}`)];
}

/** The window of least error as root mean square: a single step may hit the truth by chance. */
function calmest(error: readonly number[]): { start: number; error: number } {
  const windows = error.slice(windowSize - 1).map((_, start) => {
    const squares = error.slice(start, start + windowSize).map((it) => it * it);
    return { start, error: Math.sqrt(squares.reduce((sum, it) => sum + it, 0) / windowSize) };
  });
  return windows.reduce((best, it) => (it.error < best.error ? it : best));
}

/** p of error ∝ hᵖ between h = 0.1 and 0.01; null where rounding hides it. */
function orderOf(errorOf: (h: number) => number, rounding: (h: number) => number): number | null {
  const [coarse, fine] = [errorOf(0.1), errorOf(0.01)];
  if (coarse <= rounding(0.1) || fine <= rounding(0.01)) return null;
  return log(coarse / fine) / log(10);
}

/** As much error as rounding alone may make: of f above and below, and of x ± h. */
function roundingOf({ at, precision }: Config, { value, derivative }: Curve, h: number): number {
  const size = Math.abs(value(at + h)) + Math.abs(value(at)) + Math.abs(at * derivative(at));
  return (4 * precisions[precision].epsilon * size) / h;
}
