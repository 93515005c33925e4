import { seedsName, type Run, type SweepPoint } from "@gradlab/schema";
import { perRun } from "./per-run.ts";
import { pointKey } from "./points.ts";

export interface Statuses {
  readonly trials: number;
  readonly diverged: readonly number[];
  readonly failed: readonly number[];
}

const trialsByPoint = perRun((run) => Map.groupBy(run.trials, (it) => pointKey(it.sweepPoint)));

/** How the trials of one sweepPoint ended: the seeds that diverged or failed. */
export function statusesOf(run: Run, point: SweepPoint): Statuses {
  const trials = trialsByPoint(run).get(pointKey(point)) ?? [];
  const seeds = (status: string) =>
    trials.filter((it) => it.status === status).map((it) => it.seed);
  return { trials: trials.length, diverged: seeds("diverged"), failed: seeds("failed") };
}

/** "2 of 3 trials diverged (seeds 1, 3)", or "" when all are complete. */
export function troubleOf({ trials, diverged, failed }: Statuses): string {
  const part = (seeds: readonly number[], word: string) =>
    seeds.length === 0
      ? []
      : [
          `${seeds.length} of ${trials} ${trials === 1 ? "trial" : "trials"} ${word} (${seedsName(seeds)})`,
        ];
  return [...part(diverged, "diverged"), ...part(failed, "failed")].join("; ");
}
