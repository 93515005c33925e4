import type { Baseline, ComparedTrial, SweepPoint } from "@gradlab/schema";
import canonicalize from "canonicalize";
import { comparedValue } from "./compared-run.ts";

export type Pair = readonly [before: ComparedTrial, after: ComparedTrial];

/** A sweepPoint's trials in two runs, paired by seed. */
export interface PairedPoint {
  readonly sweepPoint: SweepPoint;
  readonly pairs: readonly Pair[];
  /** All of each run's, paired or not. */
  readonly before: readonly ComparedTrial[];
  readonly after: readonly ComparedTrial[];
  /** Seeds that only one of the two has. */
  readonly onlyBefore: readonly number[];
  readonly onlyAfter: readonly number[];
}

/** Every sweepPoint of either run. */
export function pairedPoints(before: Baseline, after: Baseline): PairedPoint[] {
  const [first, second] = [byPoint(before), byPoint(after)];
  return [...new Set([...first.keys(), ...second.keys()])].map((name) => {
    const [own = [], other = []] = [first.get(name), second.get(name)];
    return pairedPoint((own[0] ?? other[0])!.sweepPoint, own, other);
  });
}

const byPoint = ({ trials }: Baseline) =>
  Map.groupBy(trials, ({ sweepPoint }) => canonicalize(sweepPoint)!);

function pairedPoint(
  sweepPoint: SweepPoint,
  before: readonly ComparedTrial[],
  after: readonly ComparedTrial[],
): PairedPoint {
  const seedsBefore = new Set(before.map(({ seed }) => seed));
  const bySeed = new Map(after.map((it) => [it.seed, it]));
  return {
    sweepPoint,
    pairs: before.flatMap((it): Pair[] => {
      const other = bySeed.get(it.seed);
      return other ? [[it, other]] : [];
    }),
    before,
    after,
    onlyBefore: [...seedsBefore].filter((seed) => !bySeed.has(seed)),
    onlyAfter: [...bySeed.keys()].filter((seed) => !seedsBefore.has(seed)),
  };
}

export const isIdentical = ([before, after]: Pair) => before.bits === after.bits;

/** A metric before and after, of the pairs where both have it. */
export function pairedValues(
  metric: string,
  pairs: readonly Pair[],
): (readonly [number, number])[] {
  return pairs
    .map(([x, y]) => [comparedValue(x, metric), comparedValue(y, metric)] as const)
    .filter((pair): pair is readonly [number, number] => !pair.includes(undefined));
}
