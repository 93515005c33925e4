import { Worker } from "node:worker_threads";
import type { TrainingData } from "@gradlab/models";
import { failedResult } from "../tasks/failed-result.ts";
import type {
  Executor,
  ExecutorEvent,
  ExecutorSignals,
  TrialJob,
  TrialOutput,
} from "./contract.ts";
import { placed, type Wasm } from "./kernels.ts";
import { EventQueue } from "./event-queue.ts";

/** What a worker thread says. */
export type WorkerMessage =
  | { readonly type: "progress"; readonly step: number }
  | ({ readonly type: "ended" } & TrialOutput);

/** One thread a worker; all read the same data set in shared memory. */
export class ThreadExecutor implements Executor {
  readonly #workers: number;
  readonly #workerData: { readonly data: TrainingData; readonly wasm: Wasm };

  constructor(workers: number, data: TrainingData, wasm?: Wasm) {
    this.#workers = workers;
    this.#workerData = { data: placed(data, wasm), wasm };
  }

  async *execute(
    jobs: readonly TrialJob[],
    signals: ExecutorSignals,
  ): AsyncIterable<ExecutorEvent> {
    const events = new EventQueue<ExecutorEvent>();
    const waiting = jobs.map((job) => ({ job, retried: false }));
    const threads = new Set<Worker>();
    const stop = () => {
      for (const thread of threads) void thread.terminate();
      events.end();
    };
    const start = () => {
      const thread = new Worker(new URL("./worker.mjs", import.meta.url), {
        workerData: this.#workerData,
      });
      threads.add(thread);
      let current: (typeof waiting)[number] | undefined;
      const leave = () => {
        threads.delete(thread);
        void thread.terminate();
        if (threads.size === 0) events.end();
      };
      const next = () => {
        current = signals.finish.aborted ? undefined : waiting.shift();
        if (current === undefined) leave();
        else thread.postMessage(current.job);
      };
      thread.on("message", (message: WorkerMessage) => {
        if (current === undefined) return;
        events.push({ ...message, id: current.job.id });
        if (message.type === "ended") next();
      });
      // A thread that dies takes its trial with it: a fresh one tries that trial once more.
      thread.on("error", (error) => {
        if (signals.stop.aborted) return;
        const lost = current;
        current = undefined;
        if (lost?.retried === false) waiting.unshift({ job: lost.job, retried: true });
        else if (lost) events.push({ type: "ended", id: lost.job.id, result: failedResult(error) });
        if (waiting.length > 0 && !signals.finish.aborted) start();
        leave();
      });
      next();
    };

    signals.stop.addEventListener("abort", stop, { once: true });
    try {
      const count = Math.min(this.#workers, jobs.length);
      for (let i = 0; i < count; i++) start();
      if (count === 0) events.end();
      yield* events;
    } finally {
      signals.stop.removeEventListener("abort", stop);
      await Promise.all([...threads].map((thread) => thread.terminate()));
    }
  }
}
