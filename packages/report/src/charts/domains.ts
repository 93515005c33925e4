import { largest, least } from "./extremes.ts";

/** Where axes begin and end. */
export type Domain = [number, number];

const tidy = (value: number) => Number(value.toPrecision(12));

/** Accuracies: from a round number below the least, or 0 when that is near, to 1 at most. */
export function accuracyDomain(values: readonly number[]): Domain {
  const [bottom, top] = [least(values), largest(values)];
  const span = Math.max(top - bottom, 0.02);
  const step = span > 0.3 ? 0.1 : span > 0.1 ? 0.05 : 0.01;
  const low = tidy(Math.floor((bottom - span * 0.05) / step) * step);
  const high = tidy(Math.ceil((top + span * 0.1) / step) * step);
  const bottomEdge = low <= 0.2 ? 0 : low;
  // A line at 1 is not to be cut in half by the edge.
  const edge = top > 0.995 ? 1 + (1 - bottomEdge) * 0.008 : Math.min(1, high);
  return [bottomEdge, edge];
}

/** Positive values on a log axis, with a little air; undefined when there are none. */
export function logDomain(values: readonly number[]): Domain | undefined {
  const positive = values.filter((it) => it > 0 && Number.isFinite(it));
  if (positive.length === 0) return undefined;
  const air = 1.15;
  return [least(positive) / air, largest(positive) * air];
}

/** From 0, with a little air on top. */
export function zeroDomain(values: readonly number[]): Domain {
  const most = largest(values, 0);
  return [least(values, 0), most === 0 ? 1 : most * 1.05];
}

/** How many powers of ten the positive values span. */
export function decades(values: readonly number[]): number {
  const positive = values.filter((it) => it > 0);
  if (positive.length === 0) return 0;
  return Math.log10(largest(positive) / least(positive));
}

/** Ticks of a log axis: powers of ten, with 2 and 5 between where there is room. */
export function logTicks([low, high]: Domain): number[] {
  const span = Math.log10(high / low);
  const factors = span < 1.3 ? [1, 2, 3, 5] : span < 3.2 ? [1, 3] : [1];
  const every = Math.max(1, Math.ceil(span / 9));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const tick = tidy(factor * 10 ** power);
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

/** As many digits as it takes to tell the ticks apart. */
export const percentFormat = ([low, high]: Domain) => (high - low < 0.05 ? ".1%" : ".0%");
