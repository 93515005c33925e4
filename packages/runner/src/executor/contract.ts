import type { TrialConfig, TrialResult } from "@gradlab/schema";

/** One trial to execute; `id` is the caller's. */
export interface TrialJob {
  readonly id: number;
  readonly config: TrialConfig;
  readonly seed: number;
}

export type ExecutorEvent =
  | { readonly type: "progress"; readonly id: number; readonly step: number }
  | { readonly type: "ended"; readonly id: number; readonly result: TrialResult };

export interface ExecutorSignals {
  /** No further trial is begun; those running go on to their end. */
  readonly finish: AbortSignal;
  /** Everything stops at once; what runs is lost. */
  readonly stop: AbortSignal;
}

/** Trials in, results out as they end. A trial that throws ends with status `failed`. */
export interface Executor {
  execute(jobs: readonly TrialJob[], signals: ExecutorSignals): AsyncIterable<ExecutorEvent>;
}
