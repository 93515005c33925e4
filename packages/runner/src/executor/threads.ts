import { LinearMemory } from "@gradlab/core/kernels";
import type { TrainingData } from "@gradlab/models";
import {
  failedResult,
  type Executor,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialJob,
  type TrialOutput,
} from "@gradlab/schema";
import { EventQueue } from "./event-queue.ts";
import { placed, type Wasm } from "./kernels.ts";
import { Thread, type ThreadData, type ThreadOptions } from "./thread.ts";

export interface PoolOptions extends ThreadOptions {
  /** That share the steps of each trial. */
  readonly threads?: number;
  /** What a thread executes, in place of worker.mjs: a test's own. */
  readonly entry?: URL;
}

/** A dead thread's part of a shared memory is lost: past this size the next threads get another one. */
const mostLostBytes = 2 ** 30;

/** A thread a worker, which live until `close`; all read the same data set in shared memory. */
export class ThreadExecutor implements Executor {
  readonly #workers: number;
  readonly #options: PoolOptions;
  readonly #idle: Thread[] = [];
  #threadData: ThreadData;
  #hasLost = false;

  constructor(workers: number, data: TrainingData, wasm?: Wasm, options: PoolOptions = {}) {
    this.#workers = workers;
    const helpers = (options.threads ?? 1) - 1;
    this.#threadData = { data: placed(data, wasm), wasm, helpers };
    this.#options = options;
  }

  async *execute(
    jobs: readonly TrialJob[],
    signals: ExecutorSignals,
  ): AsyncIterable<ExecutorEvent> {
    const events = new EventQueue<ExecutorEvent>();
    const waiting = jobs.map((job) => ({ job, isRetry: false }));
    const busy = new Set<Thread>();
    let stopped = signals.stop.aborted;
    const stop = () => {
      stopped = true;
      events.end();
      return Promise.all([...busy].map((thread) => thread.end()));
    };

    /** One trial after the other, on one thread for as long as that lives. */
    const work = async () => {
      let thread: Thread | undefined;
      while (true) {
        await events.room(2 * this.#workers);
        const next = signals.finish.aborted || stopped ? undefined : waiting.shift();
        if (next === undefined) break;
        const { job, isRetry } = next;
        const { id } = job;
        let output: TrialOutput;
        try {
          thread ??= this.#thread();
          busy.add(thread);
          output = await thread.execute(job, (message) => events.push({ ...message, id }));
        } catch (error) {
          this.#hasLost = true;
          output = { result: failedResult(error) };
        }
        if (thread) busy.delete(thread);
        if (stopped) break;
        if (!thread?.isAlive) thread = undefined;
        const { status, error = "" } = output.result;
        if (status === "failed" && !isRetry) {
          waiting.unshift({ job, isRetry: true });
          events.push({ type: "retried", id, error });
        } else {
          events.push({ type: "ended", id, ...output });
        }
      }
      if (thread) this.#idle.push(thread);
    };

    const onStop = () => void stop();
    signals.stop.addEventListener("abort", onStop, { once: true });
    const workers = Array.from({ length: Math.min(this.#workers, jobs.length) }, work);
    void Promise.all(workers).then(() => events.end());
    try {
      yield* events;
    } finally {
      signals.stop.removeEventListener("abort", onStop);
      await stop();
      await Promise.all(workers);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  #thread(): Thread {
    while (this.#idle.length > 0) {
      const thread = this.#idle.pop()!;
      if (thread.isAlive) return thread;
    }
    const { data, wasm } = this.#threadData;
    if (this.#hasLost && wasm && wasm.memory.buffer.byteLength > mostLostBytes) {
      const fresh = { ...wasm, memory: new LinearMemory().memory };
      this.#threadData = { ...this.#threadData, data: placed(data, fresh), wasm: fresh };
    }
    const { entry = new URL("./worker.mjs", import.meta.url), ...options } = this.#options;
    return new Thread(entry, this.#threadData, options);
  }
}
