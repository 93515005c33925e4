import { writeSafetensors, type Params, type TrainingData } from "@gradlab/models/training";
import type { TaskName, TrialConfig, TrialJob, TrialOutput, TrialResult } from "@gradlab/schema";
import { failedResult } from "@gradlab/schema/without-zod";
import type { KernelsOf, Workbench } from "../executor/kernels.ts";
import { taskOf } from "./index.ts";

/** What a task gets beside its config. */
export interface TrialContext {
  readonly seed: number;
  /** The data set; tasks without one have no samples here. */
  readonly data: TrainingData;
  /** What the trial computes with. */
  readonly kernels: KernelsOf;
  /** Hears of the steps done. */
  progress(step: number): void;
  /** Takes the params that training ended with. */
  trained(params: Params): void;
}

/** Executes a config of its own kind. Throws only on a bug. */
export type Task<T extends TaskName> = (
  config: Extract<TrialConfig, { task: T }>,
  context: TrialContext,
) => TrialResult;

/** One trial from config to result. */
export async function executeTrial(
  { config, seed, saveParams }: TrialJob,
  workbench: Pick<Workbench, "data" | "kernels">,
  progress: (step: number) => void,
): Promise<TrialOutput> {
  let bytes: Uint8Array | undefined;
  const trained = (params: Params) => {
    if (saveParams) bytes = writeSafetensors(params);
  };
  try {
    const task = await taskOf(config.task);
    const start = performance.now();
    const found = task(config, {
      seed,
      data: workbench.data,
      kernels: workbench.kernels(),
      progress,
      trained,
    });
    const timing = { durationMs: performance.now() - start, ...found.timing };
    const result = { ...found, timing };
    if (bytes === undefined) return { result };
    if (config.task !== "train" || !hasCheckpoints(config, result))
      return { result, params: bytes };
    const { checkpoints } = await import("./checkpoints.ts");
    const { fingerprints } = result;
    return {
      result,
      params: bytes,
      checkpoints: checkpoints(config, seed, fingerprints, workbench),
    };
  } catch (error) {
    return { result: failedResult(error) };
  }
}

/** A step by numeric gradients takes as long as hundreds of others: it is not trained twice. */
const hasCheckpoints = (
  { train }: Extract<TrialConfig, { task: "train" }>,
  { status }: TrialResult,
) => status === "complete" && train.gradient === "backprop";
