import type { RedisAddress } from "@gradlab/queue/address";
import { mathVersion } from "../results/math-version.ts";
import type { LoadedData } from "../data.ts";
import type { Executor } from "@gradlab/schema";
import type { Executors, ThreadSettings } from "./executors.ts";
import { sweepHeap } from "./heap-sweeper.ts";

type Board = import("@gradlab/queue").Board;

/** Workers of a queue, wherever they are; the connection is made when there is something to execute. */
export class QueueExecutors implements Executors {
  /** It is seen when they do. */
  readonly workers = undefined;
  readonly #address: RedisAddress;
  readonly #settings: Pick<ThreadSettings, "timeoutMs" | "notice">;
  #board: Promise<Board> | undefined;
  #endSweeping: Promise<() => void> | undefined;
  #open: { readonly data: LoadedData; readonly executor: Executor } | undefined;

  constructor(address: RedisAddress, settings: Pick<ThreadSettings, "timeoutMs" | "notice">) {
    this.#address = address;
    this.#settings = settings;
  }

  readonly on = () => "in a queue";

  async of(data: LoadedData): Promise<Executor> {
    const { Board, QueueExecutor } = await import("@gradlab/queue");
    this.#endSweeping ??= sweepHeap();
    const { timeoutMs = null, notice } = this.#settings;
    this.#board ??= Board.open(this.#address, { mathVersion: mathVersion(), notice });
    const board = await this.#board;
    if (this.#open?.data !== data) {
      await this.#open?.executor.close();
      const { config, record } = data;
      const dataset = { config, checksum: record.checksum };
      const executor = new QueueExecutor(board, { mathVersion: mathVersion(), dataset, timeoutMs });
      this.#open = { data, executor };
    }
    return this.#open!.executor;
  }

  async close(): Promise<void> {
    await this.#open?.executor.close();
    await (await this.#board?.catch(() => undefined))?.close();
    (await this.#endSweeping)?.();
  }
}
