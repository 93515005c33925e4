import type { TrainingData } from "@gradlab/models";
import { executeTrial } from "../tasks/execute-trial.ts";
import type { Executor, ExecutorEvent, ExecutorSignals, TrialJob } from "@gradlab/schema";
import { Workbench, placed, type Wasm } from "./kernels.ts";

/** One trial after the other in this thread: what the others must equal, and what tests run. */
export class InProcessExecutor implements Executor {
  readonly #workbench: Workbench;

  constructor(data: TrainingData, wasm?: Wasm) {
    this.#workbench = new Workbench(placed(data, wasm), wasm);
  }

  async *execute(
    jobs: readonly TrialJob[],
    signals: ExecutorSignals,
  ): AsyncIterable<ExecutorEvent> {
    for (const job of jobs) {
      if (signals.finish.aborted || signals.stop.aborted) return;
      const { id } = job;
      yield { type: "begun", id };
      let output = await executeTrial(job, this.#workbench, () => {});
      if (output.result.status === "failed") {
        yield { type: "retried", id, error: output.result.error ?? "" };
        output = await executeTrial(job, this.#workbench, () => {});
      }
      yield { type: "ended", id, ...output };
      await new Promise(setImmediate); // lets signals in
    }
  }

  async close(): Promise<void> {}
}
