import { createRequire } from "node:module";

export interface Statistics {
  readonly n: number;
  readonly mean: number;
  /** of the sample (n − 1); 0 for a single value */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** of the mean by Student's t; null where n < 2 */
  readonly interval: [number, number] | null;
}

/** Mean, spread and interval of at least one finite value. */
export function statistics(values: readonly number[], confidence = 0.95): Statistics {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = n < 2 ? 0 : Math.sqrt(squares / (n - 1));
  const half = n < 2 ? 0 : (tQuantile(n - 1, confidence) * sd) / Math.sqrt(n);
  return {
    n,
    mean,
    sd,
    min: Math.min(...values),
    max: Math.max(...values),
    interval: n < 2 ? null : [mean - half, mean + half],
  };
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * An interval of the median of at least the confidence, whatever the distribution: the values at ranks r
 * and n + 1 − r, r the largest with 2·P(Binomial(n, ½) < r) ≤ 1 − confidence. null where no two values
 * reach it: at 95 % below six.
 */
export function medianInterval(
  values: readonly number[],
  confidence = 0.95,
): [number, number] | null {
  const n = values.length;
  const sorted = values.toSorted((a, b) => a - b);
  let term = 0.5 ** n;
  let below = 0;
  let rank = 0;
  while (2 * (below + term) <= 1 - confidence) {
    below += term;
    term *= (n - rank) / (rank + 1);
    rank++;
  }
  return rank === 0 ? null : [sorted[rank - 1]!, sorted[n - rank]!];
}

const quantiles = new Map<string, number>();

/** The quantile of Student's t that an interval of this confidence reaches to. */
function tQuantile(degreesOfFreedom: number, confidence: number): number {
  const name = `${degreesOfFreedom} ${confidence}`;
  const known = quantiles.get(name);
  if (known !== undefined) return known;
  // Late: single seeds have no interval.
  const jstat = createRequire(import.meta.url)("jstat") as typeof import("jstat").default;
  const quantile = jstat.studentt.inv((1 + confidence) / 2, degreesOfFreedom);
  quantiles.set(name, quantile);
  return quantile;
}
