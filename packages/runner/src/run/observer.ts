import type { Trial } from "@gradlab/schema";
import type { PlannedTrial } from "./planned-trials.ts";

/** What the outside hears while a run goes on. */
export interface RunObserver {
  notice(sentence: string): void;
  /** Before trials are executed; again when inconclusive claims add seeds. */
  begin(planned: { total: number; stored: number; trials: readonly PlannedTrial[] }): void;
  /** So many can be executed at a time from now on. */
  workers(count: number): void;
  begun(trial: PlannedTrial): void;
  progress(trial: PlannedTrial, step: number): void;
  /** It failed for the first time, and is executed once more. */
  retried(trial: PlannedTrial, error: string): void;
  ended(trial: PlannedTrial, result: Trial): void;
  /** All of `begin`'s trials have ended, or an error has ended them. */
  finished(): void;
}

/** Thrown when signals, or a failed trial, ended a run before its trials were all there. */
export class Interrupted extends Error {
  override name = "Interrupted";
  readonly kept: number;
  readonly total: number;
  readonly failed: Trial | undefined;

  constructor(kept: number, total: number, failed?: Trial) {
    super("interrupted");
    this.kept = kept;
    this.total = total;
    this.failed = failed;
  }
}
