import { readNumber } from "@gradlab/schema";
import type { Run, SweepPoint } from "@gradlab/schema";
import type { Against, ComparedTrial } from "../results/compared.ts";
import { pointKey, sweepPoints } from "./points.ts";

export interface Pair {
  readonly sweepPoint: SweepPoint;
  readonly seed: number;
  readonly before: ComparedTrial;
  readonly after: ComparedTrial;
}

export interface Pairs {
  /** Trials of one sweepPoint and one seed, in the order of the newer run. */
  readonly pairs: readonly Pair[];
  readonly onlyBefore: readonly ComparedTrial[];
  readonly onlyAfter: readonly ComparedTrial[];
}

const nameOf = ({ sweepPoint, seed }: ComparedTrial) => `${pointKey(sweepPoint)} ${seed}`;

export function pairsOf({ before, after }: Against): Pairs {
  const earlier = new Map(before.trials.map((it) => [nameOf(it), it]));
  const later = new Set(after.trials.map(nameOf));
  return {
    pairs: after.trials.flatMap((it) => {
      const other = earlier.get(nameOf(it));
      const { sweepPoint, seed } = it;
      return other === undefined ? [] : [{ sweepPoint, seed, before: other, after: it }];
    }),
    onlyBefore: before.trials.filter((it) => !later.has(nameOf(it))),
    onlyAfter: after.trials.filter((it) => !earlier.has(nameOf(it))),
  };
}

/** A metric of a trial; undefined where it has none that can be drawn. */
export function valueOf({ metrics }: ComparedTrial, metric: string): number | undefined {
  const value = readNumber(metrics[metric] ?? null);
  return value === null || !Number.isFinite(value) ? undefined : value;
}

/** The metrics that are worth a comparison: those of the claims, and test accuracy. */
export function comparedMetrics(run: Run, { pairs }: Pairs): string[] {
  const wanted = new Set([...run.verdicts.map(({ metric }) => metric), "test.accuracy"]);
  return [...wanted].filter((metric) =>
    pairs.some(
      (pair) =>
        valueOf(pair.before, metric) !== undefined && valueOf(pair.after, metric) !== undefined,
    ),
  );
}

/** The pairs of each sweepPoint of a run that has some. */
export function pairsByPoint(run: Run, { pairs }: Pairs): [SweepPoint, Pair[]][] {
  const groups = Map.groupBy(pairs, ({ sweepPoint }) => pointKey(sweepPoint));
  return sweepPoints(run).flatMap((point): [SweepPoint, Pair[]][] => {
    const found = groups.get(pointKey(point));
    return found === undefined ? [] : [[point, found]];
  });
}
