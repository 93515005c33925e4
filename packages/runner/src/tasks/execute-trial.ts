import type { TrainingData } from "@gradlab/models";
import type { TrialConfig, TrialResult } from "@gradlab/schema";
import type { TrialJob } from "../executor/contract.ts";
import { failedResult } from "./failed-result.ts";
import { trainTask } from "./train.ts";

/** Executes a config of its own kind. Throws only on a bug. */
export type Task<Config extends TrialConfig = TrialConfig> = (
  config: Config,
  seed: number,
  data: TrainingData,
  progress: (step: number) => void,
) => TrialResult;

type Tasks = { [T in TrialConfig["task"]]: Task<Extract<TrialConfig, { task: T }>> };

const tasks = { train: trainTask } satisfies Tasks;

/** One trial from config to result; `progress` hears of the steps done. */
export function executeTrial(
  { config, seed }: TrialJob,
  data: TrainingData,
  progress: (step: number) => void,
): TrialResult {
  try {
    const start = performance.now();
    const result = tasks[config.task](config, seed, data, progress);
    return { ...result, timing: { durationMs: performance.now() - start, ...result.timing } };
  } catch (error) {
    return failedResult(error);
  }
}
