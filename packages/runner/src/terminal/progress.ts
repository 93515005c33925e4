import type { Trial } from "@gradlab/schema";
import type { PlannedTrial } from "../run/planned-trials.ts";
import type { Sweep } from "./eta.ts";
import { lineProgress } from "./line-progress.ts";

/** Shows a run as it goes on, on standard error, so that standard output stays for results. */
export interface ProgressDisplay {
  begin(sweep: Sweep): void;
  /** So many trials are executed at a time from now on. */
  workers(count: number): void;
  begun(trial: PlannedTrial): void;
  progress(trial: PlannedTrial, step: number): void;
  retried(trial: PlannedTrial, error: string): void;
  ended(trial: PlannedTrial, result: Trial): void;
  say(line: string): void;
  finished(): void;
}

/** Bars on a terminal, lines elsewhere, nothing but notices with `quiet`. */
export async function createProgress(quiet: boolean): Promise<ProgressDisplay> {
  const { stderr } = process;
  if (!quiet && stderr.isTTY) return (await import("./bar-progress.ts")).barProgress(stderr);
  if (!quiet) return lineProgress(stderr);
  const none = () => {};
  const { say, retried } = lineProgress(stderr);
  const quietly = { begin: none, workers: none, begun: none, progress: none, ended: none };
  return { ...quietly, finished: none, say, retried };
}
