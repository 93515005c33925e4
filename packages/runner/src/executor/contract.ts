/** Trials in, results out: in schema, as the queue implements it too. */
export type {
  Executor,
  ExecutorEvent,
  ExecutorSignals,
  TrialJob,
  TrialOutput,
} from "@gradlab/schema";
