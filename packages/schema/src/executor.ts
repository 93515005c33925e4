import type { TrialConfig } from "./tasks/index.ts";
import type { Provenance, TrialResult } from "./trial.ts";

/** One trial to execute; `id` is the caller's. */
export interface TrialJob {
  readonly id: number;
  readonly config: TrialConfig;
  readonly seed: number;
  /** Whether to hand out the params that training ends with, and checkpoints on the way. */
  readonly saveParams?: boolean;
  /** To be executed also where an earlier result of it is held. */
  readonly anew?: boolean;
}

/**
 * Whoever reads events has all trials that ended on the disk when it asks for the next event, but for so
 * many of the last ones: until then an executor can hand them out again to another run.
 */
export const mostUnwritten = 8;

/** What of a trial's provenance is that of the machine that executed it. */
export type Machine = Omit<Provenance, "mathVersion" | "createdAt">;

export interface TrialOutput {
  readonly result: TrialResult;
  /** safetensors, when they were asked for and the task has some */
  readonly params?: Uint8Array;
  /** safetensors of params on the way; likewise */
  readonly checkpoints?: Uint8Array;
  /** Where it was executed, if not here. */
  readonly machine?: Machine;
}

export type ExecutorEvent =
  /** So many trials can run at a time from now on, where that changes. */
  | { readonly type: "workers"; readonly count: number }
  | { readonly type: "begun"; readonly id: number }
  | { readonly type: "progress"; readonly id: number; readonly step: number }
  /** It failed, or lost its worker, and is tried again. */
  | { readonly type: "retried"; readonly id: number; readonly error: string }
  | ({ readonly type: "ended"; readonly id: number } & TrialOutput);

export interface ExecutorSignals {
  /** No further trial is begun; those running go on to their end. */
  readonly finish: AbortSignal;
  /** Everything stops at once; what runs is lost. */
  readonly stop: AbortSignal;
}

/**
 * Trials in, results out as they end. A trial that throws, hangs or takes its thread with it is tried
 * once more, then ends with status `failed`; the others go on. On a queue a machine may be lost through no
 * fault of a trial's: it is tried again after each of the first two. Who stops reading events stops what runs.
 */
export interface Executor {
  execute(jobs: readonly TrialJob[], signals: ExecutorSignals): AsyncIterable<ExecutorEvent>;
  /** Lets go of threads or connections, which live until then. */
  close(): Promise<void>;
}

/** What is stored of a trial that threw. */
export function failedResult(error: unknown): TrialResult {
  return {
    status: "failed",
    metrics: {},
    series: {},
    tables: {},
    fingerprints: [],
    diagnoses: [],
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    timing: {},
  };
}
