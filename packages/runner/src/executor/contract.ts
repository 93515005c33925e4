import type { TrialConfig, TrialResult } from "@gradlab/schema";

/** One trial to execute; `id` is the caller's. */
export interface TrialJob {
  readonly id: number;
  readonly config: TrialConfig;
  readonly seed: number;
  /** Whether to hand out the params that training ends with, and checkpoints on the way. */
  readonly saveParams?: boolean;
}

export interface TrialOutput {
  readonly result: TrialResult;
  /** safetensors, when they were asked for and the task has some */
  readonly params?: Uint8Array;
  /** safetensors of params on the way; likewise */
  readonly checkpoints?: Uint8Array;
}

export type ExecutorEvent =
  | { readonly type: "begun"; readonly id: number }
  | { readonly type: "progress"; readonly id: number; readonly step: number }
  /** It failed for the first time, and is tried once more. */
  | { readonly type: "retried"; readonly id: number; readonly error: string }
  | ({ readonly type: "ended"; readonly id: number } & TrialOutput);

export interface ExecutorSignals {
  /** No further trial is begun; those running go on to their end. */
  readonly finish: AbortSignal;
  /** Everything stops at once; what runs is lost. */
  readonly stop: AbortSignal;
}

/**
 * Trials in, results out as they end. A trial that throws, hangs or takes its worker with it is tried
 * once more, then ends with status `failed`; the others go on. Who stops reading events stops what runs.
 */
export interface Executor {
  execute(jobs: readonly TrialJob[], signals: ExecutorSignals): AsyncIterable<ExecutorEvent>;
  /** Lets go of threads or connections, which live until then. */
  close(): Promise<void>;
}
