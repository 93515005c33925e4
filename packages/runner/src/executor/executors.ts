import { counted } from "../counted.ts";
import type { LoadedData } from "../data.ts";
import type { Executor } from "@gradlab/schema";
import type { KernelsName } from "./kernels.ts";

/** What executes the trials of a command, from one experiment to the next. */
export interface Executors {
  /** How many trials run at a time; undefined where that is seen when they do. */
  readonly workers: number | undefined;
  /** Where so many trials are executed: "on 2 workers". */
  on(trials: number): string;
  of(data: LoadedData): Promise<Executor>;
  close(): Promise<void>;
}

export interface ThreadSettings {
  readonly workers: number;
  /** Of each trial. */
  readonly threads: number;
  readonly kernels: KernelsName;
  /** A trial that takes longer is ended. */
  readonly timeoutMs: number | undefined;
  notice(sentence: string): void;
}

/** The threads of a command: kept from one experiment to the next where that has the same data. */
export class ThreadExecutors implements Executors {
  readonly workers: number;
  readonly #settings: ThreadSettings;
  #open: { readonly data: LoadedData; readonly executor: Promise<Executor> } | undefined;

  constructor(settings: ThreadSettings) {
    this.workers = settings.workers;
    this.#settings = settings;
  }

  readonly on = (trials: number) => `on ${counted(Math.min(this.workers, trials), "worker")}`;

  /** Those of before are closed where they hold other data. */
  async of(data: LoadedData): Promise<Executor> {
    if (this.#open?.data !== data) {
      await this.close();
      this.#open = { data, executor: openThreads(data, this.#settings) };
    }
    return this.#open!.executor;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await (await open?.executor.catch(() => undefined))?.close();
  }
}

/** Imported late: a run with nothing to do starts without the math. */
export async function openThreads(
  data: LoadedData,
  { workers, threads, kernels, timeoutMs, notice }: ThreadSettings,
): Promise<Executor> {
  const { allocator, openKernels } = await import("./kernels.ts");
  const { ThreadExecutor } = await import("./threads.ts");
  const wasm = openKernels(kernels, notice);
  const training = await data.training(allocator(wasm));
  return new ThreadExecutor(workers, training, wasm, { timeoutMs, threads });
}
