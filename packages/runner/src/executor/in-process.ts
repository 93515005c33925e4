import type { TrainingData } from "@gradlab/models";
import { executeTrial } from "../tasks/execute-trial.ts";
import { referenceKernels } from "./kernels.ts";
import type { Executor, ExecutorEvent, ExecutorSignals, TrialJob } from "./contract.ts";

/** One trial after the other in this thread: what the others must equal, and what tests run. */
export class InProcessExecutor implements Executor {
  readonly #data: TrainingData;

  constructor(data: TrainingData) {
    this.#data = data;
  }

  async *execute(
    jobs: readonly TrialJob[],
    signals: ExecutorSignals,
  ): AsyncIterable<ExecutorEvent> {
    for (const job of jobs) {
      if (signals.finish.aborted || signals.stop.aborted) return;
      yield {
        type: "ended",
        id: job.id,
        ...executeTrial(job, this.#data, referenceKernels, () => {}),
      };
      await new Promise(setImmediate); // lets signals in
    }
  }
}
