import type { Trial } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import type { ResultStore } from "../results/store.ts";
import { Interrupted, type RunObserver } from "./observer.ts";
import type { PlannedTrial } from "./planned-trials.ts";
import { executeWith, type RunOptions } from "./run-experiment.ts";
import { storedTrials } from "./stored-trials.ts";

export interface ShardOutcome {
  readonly trials: readonly Trial[];
  readonly executed: number;
}

/** Executes what is missing of some trials, and stores them: no run is written, and nothing judged. */
export async function runShard(
  plan: Plan,
  data: LoadedData,
  planned: readonly PlannedTrial[],
  store: ResultStore,
  options: RunOptions,
  observer: RunObserver,
): Promise<ShardOutcome> {
  await store.prepare();
  const stored = options.force
    ? new Map<string, never>()
    : storedTrials(planned, store, options.saveParams, observer.notice);
  const missing = planned.filter(({ key }) => !stored.has(key));
  const trials = [...stored.values()].map(({ trial }): Trial => trial);
  if (missing.length > 0) {
    observer.begin({ total: planned.length, stored: stored.size, trials: missing });
    try {
      for await (const { trial } of executeWith(plan, data, store, options, observer)(missing)) {
        trials.push(trial);
      }
    } finally {
      observer.finished();
    }
    if (trials.length < planned.length) throw new Interrupted(trials.length, planned.length);
  }
  return { trials, executed: missing.length };
}
