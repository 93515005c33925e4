import { ThreadExecutors, type Executors } from "../executor/executors.ts";
import { duration } from "./duration.ts";
import { wholeNumber, type RunFlags } from "./run-flags.ts";

/** What executes the trials of a command. */
export function executorsOf(flags: RunFlags, notice: (sentence: string) => void): Executors {
  return new ThreadExecutors({
    workers: wholeNumber("workers", flags.workers)!,
    kernels: flags.kernels,
    timeoutMs: duration("trial-timeout", flags.trialTimeout),
    notice,
  });
}
