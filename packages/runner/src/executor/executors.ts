import type { LoadedData } from "../data.ts";
import type { Executor } from "./contract.ts";
import type { KernelsName } from "./kernels.ts";

export interface ExecutorOptions {
  readonly workers: number;
  readonly kernels: KernelsName;
  /** A trial that takes longer is ended. */
  readonly timeoutMs: number | undefined;
  notice(sentence: string): void;
}

/** The threads of a command: kept from one experiment to the next where that has the same data. */
export class Executors {
  readonly #options: ExecutorOptions;
  #open: { readonly data: LoadedData; readonly executor: Promise<Executor> } | undefined;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  /** Those of before are closed where they hold other data. */
  async of(data: LoadedData): Promise<Executor> {
    if (this.#open?.data !== data) {
      await this.close();
      this.#open = { data, executor: openThreads(data, this.#options) };
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
async function openThreads(
  data: LoadedData,
  { workers, kernels, timeoutMs, notice }: ExecutorOptions,
): Promise<Executor> {
  const { allocator, openKernels } = await import("./kernels.ts");
  const { ThreadExecutor } = await import("./threads.ts");
  const wasm = openKernels(kernels, notice);
  const training = await data.training(allocator(wasm));
  return new ThreadExecutor(workers, training, wasm, { timeoutMs });
}
