import type { Domain } from "./domains.ts";
import { largest, least } from "./extremes.ts";

interface Mark {
  readonly x: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Shares of an axis: so near stands in the label's way, and so much room it takes above or below. */
const [near, room] = [0.04, 0.1];

/** Where the word "best" touches no mark: below all that stands at its x, or above where that leaves no room. */
export function bestPlace(
  best: { readonly x: number },
  marks: readonly Mark[],
  share: (x: number) => number,
  [bottom, top]: Domain,
): { readonly y: number; readonly side: "above" | "below" } {
  const beside = marks.filter(({ x }) => Math.abs(share(x) - share(best.x)) <= near);
  const ends = beside
    .flatMap(({ mean, low, high }) => [mean, low, high])
    .filter((it) => it !== null);
  const [lowest, highest] = [least(ends), largest(ends)];
  const wanted = (top - bottom) * room;
  const isBelow = lowest - bottom >= wanted || lowest - bottom >= top - highest;
  return isBelow ? { y: lowest, side: "below" } : { y: highest, side: "above" };
}
