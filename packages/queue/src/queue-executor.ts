import {
  mostUnwritten,
  type Executor,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialJob,
} from "@gradlab/schema";
import { leavingMs, type Board } from "./board.ts";
import { within } from "./connect.ts";
import { Execution } from "./execution.ts";
import type { TrialOrder } from "./job.ts";
import type { Wish } from "./wanted-jobs.ts";

/** What all trials of an executor have in common. */
export type Conditions = Pick<TrialOrder, "mathVersion" | "dataset" | "timeoutMs">;

/** Trials are executed by the workers of a board, on one data set; the board outlives it. */
export class QueueExecutor implements Executor {
  readonly #board: Board;
  readonly #conditions: Conditions;
  /** Handed out, and perhaps not on the disk yet: Redis keeps them until they are. */
  #unreleased: string[] = [];

  constructor(board: Board, conditions: Conditions) {
    this.#board = board;
    this.#conditions = conditions;
  }

  async *execute(
    jobs: readonly TrialJob[],
    signals: ExecutorSignals,
  ): AsyncIterable<ExecutorEvent> {
    const wishes = jobs.map(({ id, config, seed, saveParams = false, anew = false }): Wish => {
      const order: TrialOrder = {
        formatVersion: 1,
        ...this.#conditions,
        config,
        seed,
        saveParams,
      };
      return { id, order, anew };
    });
    const taken = (jobId: string) => {
      this.#unreleased.push(jobId);
      if (this.#unreleased.length >= 2 * mostUnwritten) this.#release(mostUnwritten);
    };
    let isWhole = false;
    try {
      yield* new Execution(this.#board, wishes).run(signals, taken);
      isWhole = !signals.stop.aborted;
    } finally {
      // Whoever left, or stopped it, may have done so as the disk was full.
      if (!isWhole) this.#unreleased = [];
    }
  }

  /** Called when all that was handed out is on the disk. */
  async close(): Promise<void> {
    const released = this.#board.held.release(this.#unreleased.splice(0));
    await within(leavingMs, released).catch(() => {});
  }

  #release(count: number): void {
    void this.#board.held.release(this.#unreleased.splice(0, count)).catch(() => {});
  }
}
