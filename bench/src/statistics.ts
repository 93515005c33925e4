import type { Measurement } from "@gradlab/schema";

/** The p-quantile of ascending values, linear between the two nearest (type 7, NumPy's default). */
export function quantile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) throw new RangeError("no values: a quantile needs at least one");
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}

export function measurement(values: readonly number[]): Measurement {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number) => quantile(sorted, p);
  return { median: at(0.5), q1: at(0.25), q3: at(0.75), values: [...values] };
}

/** How many times as fast, pair by pair: what was measured next to each other is compared. */
export function ratios(peer: readonly number[], own: readonly number[]): Measurement {
  if (peer.length !== own.length) {
    throw new RangeError(`pairs do not fit: ${peer.length} of the peer; expected ${own.length}`);
  }
  return measurement(own.map((seconds, i) => peer[i]! / seconds));
}
