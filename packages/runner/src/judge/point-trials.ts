import { readNumber, type SweepPoint, type Trial } from "@gradlab/schema";

/** The trials of one sweepPoint, in the order of their seeds. */
export interface PointTrials {
  readonly sweepPoint: SweepPoint;
  readonly trials: readonly Trial[];
}

/** A metric of a trial, `timing.…` from its timing; undefined when it has no finite value. */
export function metricOf(trial: Trial, metric: string): number | undefined {
  const value = metric.startsWith("timing.")
    ? trial.timing[metric.slice("timing.".length)]
    : readNumber(trial.metrics[metric] ?? null);
  return value === undefined || value === null || !Number.isFinite(value) ? undefined : value;
}
