import type { TrainingData } from "@gradlab/models";
import type { TaskName, TrialConfig, TrialResult } from "@gradlab/schema";
import type { TrialJob } from "../executor/contract.ts";
import { failedResult } from "./failed-result.ts";
import { tasks } from "./index.ts";

/** What a task gets beside its config. */
export interface TrialContext {
  readonly seed: number;
  /** The data set; tasks without one have no samples here. */
  readonly data: TrainingData;
  /** Hears of the steps done. */
  progress(step: number): void;
}

/** Executes a config of its own kind. Throws only on a bug. */
export type Task<T extends TaskName> = (
  config: Extract<TrialConfig, { task: T }>,
  context: TrialContext,
) => TrialResult;

/** One trial from config to result. */
export function executeTrial(
  { config, seed }: TrialJob,
  data: TrainingData,
  progress: (step: number) => void,
): TrialResult {
  try {
    const start = performance.now();
    const task = tasks[config.task] as Task<TaskName>;
    const result = task(config, { seed, data, progress });
    return { ...result, timing: { durationMs: performance.now() - start, ...result.timing } };
  } catch (error) {
    return failedResult(error);
  }
}
