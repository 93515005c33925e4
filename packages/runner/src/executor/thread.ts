import { Worker, type ResourceLimits } from "node:worker_threads";
import type { TrainingData } from "@gradlab/models";
import type { TrialJob, TrialOutput } from "@gradlab/schema";
import type { Wasm } from "./kernels.ts";

/** What a thread computes with from its start to its end. */
export interface ThreadData {
  readonly data: TrainingData;
  readonly wasm: Wasm;
  /** Threads more, with which it shares its kernels. */
  readonly helpers: number;
}

export interface ThreadOptions {
  /** A trial that takes longer is ended. */
  readonly timeoutMs?: number | undefined;
  /** How much heap it may take, where that is not Node's own choice. */
  readonly resourceLimits?: ResourceLimits;
}

/** What a worker thread says. */
export type WorkerMessage =
  | { readonly type: "begun" }
  | { readonly type: "progress"; readonly step: number }
  | ({ readonly type: "ended" } & TrialOutput);

export type Hears = (message: Exclude<WorkerMessage, { type: "ended" }>) => void;

interface Current {
  readonly hears: Hears;
  readonly resolve: (output: TrialOutput) => void;
  readonly reject: (error: Error) => void;
  timer?: NodeJS.Timeout;
}

/** A worker thread that executes one trial after the other, until it ends or is ended. */
export class Thread {
  readonly #worker: Worker;
  readonly #timeoutMs: number | undefined;
  #current: Current | undefined;
  /** Why the thread ends, where its exit code does not tell. */
  #reason: Error | undefined;
  isAlive = true;

  constructor(entry: URL, workerData: ThreadData, { timeoutMs, resourceLimits }: ThreadOptions) {
    this.#timeoutMs = timeoutMs;
    this.#worker = new Worker(entry, { workerData, ...(resourceLimits && { resourceLimits }) });
    this.#worker.on("message", (message: WorkerMessage) => this.#hear(message));
    this.#worker.on("messageerror", (error) => void this.end(error));
    this.#worker.on("error", (error) => (this.#reason ??= asError(error)));
    this.#worker.on("exit", (code) => {
      this.isAlive = false;
      this.#reason ??= new ThreadLost(`the worker thread ended with exit code ${code}`);
      this.#take()?.reject(this.#reason);
    });
  }

  /** Rejects when the thread ends before the trial does: then the thread is of no more use. */
  execute(job: TrialJob, hears: Hears): Promise<TrialOutput> {
    return new Promise((resolve, reject) => {
      if (!this.isAlive)
        return reject(this.#reason ?? new ThreadLost("the worker thread has ended"));
      this.#current = { hears, resolve, reject };
      this.#worker.postMessage(job);
    });
  }

  /** Ends the thread, also in mid-trial. */
  async end(reason?: Error): Promise<void> {
    this.isAlive = false;
    this.#reason ??= reason;
    await this.#worker.terminate();
  }

  #hear(message: WorkerMessage): void {
    if (message.type === "ended") return this.#take()?.resolve(message);
    const current = this.#current;
    if (message.type === "begun" && current && this.#timeoutMs !== undefined) {
      // From here on, as the first trial of a thread waits for its start.
      const late = new ThreadLost(`no result within ${this.#timeoutMs / 1000} s (--trial-timeout)`);
      current.timer = setTimeout(() => void this.end(late), this.#timeoutMs);
    }
    current?.hears(message);
  }

  #take(): Current | undefined {
    const current = this.#current;
    this.#current = undefined;
    clearTimeout(current?.timer);
    return current;
  }
}

/** A stack would tell of this file, and nothing of the trial. */
class ThreadLost extends Error {
  override name = "ThreadLost";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));
