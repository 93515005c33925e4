/** What a remote executor builds on. */
export type {
  Executor,
  ExecutorEvent,
  ExecutorSignals,
  TrialJob,
  TrialOutput,
} from "@gradlab/schema";
export { InProcessExecutor } from "./executor/in-process.ts";
export { ThreadExecutor } from "./executor/threads.ts";
export { executeTrial } from "./tasks/execute-trial.ts";
