import type { Trial } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import type { ResultStore } from "../results/store.ts";
import { executeTrials } from "./execute-trials.ts";
import type { RunObserver } from "./observer.ts";
import type { PlannedTrial } from "./planned-trials.ts";
import type { RunOptions } from "./run-experiment.ts";
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
    const part = { total: planned.length, trials: missing };
    const done = await executeTrials(plan, data, part, store, options, observer);
    trials.push(...done.map(({ trial }) => trial));
  }
  return { trials, executed: missing.length };
}
