import {
  failedResult,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialOutput,
} from "@gradlab/schema";
import { shown } from "@gradlab/schema/mistake";
import type { Board } from "./board.ts";
import { cancelled, jobNews } from "./job.ts";
import { unpack, type Packed } from "./output.ts";
import { WantedJobs, type Wanted, type Wish } from "./wanted-jobs.ts";

/** Outputs in memory at a time, which may have params of some MB. */
const mostRead = 16;

/**
 * One execution of trials by whoever takes them from the queue. Events of BullMQ are hints; what counts is
 * whether an output is there, so that a lost event, job or Redis delays a trial and never loses it.
 */
export class Execution {
  readonly #board: Board;
  readonly #jobs: WantedJobs;
  #happened: ExecutorEvent[] = [];
  #trouble: Error | undefined;
  #isOver = false;
  #ring: () => void = () => {};
  /** Ends the reading that goes on. */
  #abandon: () => void = () => {};

  constructor(board: Board, wishes: readonly Wish[]) {
    this.#board = board;
    this.#jobs = new WantedJobs(board, wishes, () => this.#ring());
  }

  /** `taken` hears of a job whose output was handed out, and is good for other runs too. */
  async *run(
    { finish, stop }: ExecutorSignals,
    taken: (jobId: string) => void,
  ): AsyncIterable<ExecutorEvent> {
    const detach = this.#attach();
    const onFinish = () => this.#guard(this.#jobs.withdraw());
    const onStop = () => {
      this.#ring();
      this.#abandon();
    };
    finish.addEventListener("abort", onFinish, { once: true });
    stop.addEventListener("abort", onStop, { once: true });
    this.#workers(this.#board.workers);
    if (finish.aborted) onFinish();
    this.#guard(this.#jobs.queueAll(finish));
    this.#guard(this.#jobs.keepSearching());
    try {
      while (!stop.aborted) {
        const events = this.#happened;
        this.#happened = [];
        yield* events;
        if (this.#trouble) throw this.#trouble;
        const ids = [...this.#jobs.ready].slice(0, mostRead);
        if (ids.length > 0) {
          const outputs = await this.#read(ids);
          if (outputs) yield* this.#endings(ids, outputs, taken);
        } else if (this.#happened.length === 0 && !stop.aborted) {
          if (this.#jobs.size === 0) return;
          await new Promise<void>((resolve) => (this.#ring = resolve));
        }
      }
    } finally {
      this.#isOver = true;
      finish.removeEventListener("abort", onFinish);
      stop.removeEventListener("abort", onStop);
      detach();
      await this.#jobs.leave();
    }
  }

  #attach(): () => void {
    const { events } = this.#board;
    const active = ({ jobId }: { jobId: string }) => this.#begun(jobId);
    const completed = ({ jobId }: { jobId: string }) => {
      // Before it is queued, whatever is held is looked for.
      if (!this.#jobs.get(jobId)?.isQueued) return;
      this.#jobs.ready.add(jobId);
      this.#ring();
    };
    const failed = ({ jobId, failedReason }: { jobId: string; failedReason: string }) => {
      if (this.#jobs.get(jobId) === undefined) return;
      // Another run that waited for the same was stopped: this one was not.
      if (failedReason === cancelled) this.#again(jobId);
      else this.#ended(jobId, { result: failedResult(reasonOf(failedReason)) });
    };
    const removed = ({ jobId }: { jobId: string }) => {
      if (this.#jobs.get(jobId) && !this.#jobs.isFinishing) this.#again(jobId);
    };
    const stalled = ({ jobId }: { jobId: string }) =>
      this.#retried(jobId, "its worker is lost, another takes over");
    const progress = ({ jobId, data }: { jobId: string; data: unknown }) => this.#news(jobId, data);
    const workers = (count: number) => this.#workers(count);
    const reconnected = () => this.#guard(this.#jobs.search({ atOnce: true }));
    events.on("active", active).on("completed", completed).on("failed", failed);
    events.on("removed", removed).on("stalled", stalled).on("progress", progress);
    this.#board.on("workers", workers).on("reconnected", reconnected);
    return () => {
      events.off("active", active).off("completed", completed).off("failed", failed);
      events.off("removed", removed).off("stalled", stalled).off("progress", progress);
      this.#board.off("workers", workers).off("reconnected", reconnected);
    };
  }

  /** Undefined where the run is stopped before Redis answers. */
  #read(jobIds: readonly string[]): Promise<Map<string, Packed> | undefined> {
    return new Promise((resolve, reject) => {
      this.#abandon = () => resolve(undefined);
      this.#board.held.read(jobIds).then(resolve, (error: Error) => {
        reject(this.#board.refusal(error));
      });
    });
  }

  *#endings(
    jobIds: readonly string[],
    outputs: Map<string, Packed>,
    taken: (jobId: string) => void,
  ): Iterable<ExecutorEvent> {
    for (const jobId of jobIds) {
      this.#jobs.ready.delete(jobId);
      const wanted = this.#jobs.get(jobId);
      const packed = outputs.get(jobId);
      outputs.delete(jobId); // nothing that is kept keeps them
      if (!wanted) continue;
      const output = packed && unpacked(packed);
      if (output === undefined) this.#again(jobId);
      else if (output instanceof Error) this.#unreadable(jobId, wanted, output);
      else {
        this.#ended(jobId, output);
        const events = this.#happened;
        this.#happened = [];
        yield* events;
        // One that failed is tried anew by the next run.
        if (output.result.status === "failed") this.#guard(this.#board.held.forget(jobId));
        else taken(jobId);
      }
    }
  }

  /** Whoever wrote it: it is forgotten, and computed again, once. */
  #unreadable(jobId: string, wanted: Wanted, { message }: Error): void {
    const error = `a worker's output cannot be read: ${shown(message, 200)}`;
    if (wanted.wasUnreadable) return this.#ended(jobId, { result: failedResult(error) });
    wanted.wasUnreadable = true;
    this.#retried(jobId, error);
    this.#guard(this.#board.held.forget(jobId).then(() => this.#jobs.again([jobId])));
  }

  #begun(jobId: string): void {
    const wanted = this.#jobs.get(jobId);
    if (!wanted) return;
    wanted.isBegun = true;
    this.#push(...wanted.ids.map((id) => ({ type: "begun", id }) as const));
  }

  #retried(jobId: string, error: string): void {
    const ids = this.#jobs.get(jobId)?.ids ?? [];
    this.#push(...ids.map((id) => ({ type: "retried", id, error }) as const));
  }

  #news(jobId: string, data: unknown): void {
    const wanted = this.#jobs.get(jobId);
    const news = jobNews.safeParse(data).data;
    if (!wanted || !news) return;
    if (news.type === "refused") return this.#board.refused(news.says);
    if (!wanted.isBegun) this.#begun(jobId);
    if (news.type === "retried") return this.#retried(jobId, news.error);
    const { step } = news;
    this.#push(...wanted.ids.map((id) => ({ type: "progress", id, step }) as const));
  }

  #ended(jobId: string, output: TrialOutput): void {
    const wanted = this.#jobs.get(jobId)!;
    if (!wanted.isBegun) this.#begun(jobId);
    this.#jobs.delete(jobId);
    this.#push(...wanted.ids.map((id) => ({ type: "ended", id, ...output }) as const));
  }

  #again(jobId: string): void {
    this.#guard(this.#jobs.again([jobId]));
  }

  #workers(count: number): void {
    this.#push({ type: "workers", count });
  }

  #push(...events: ExecutorEvent[]): void {
    this.#happened.push(...events);
    this.#ring();
  }

  /** What Redis refuses ends the execution; a lost connection is waited for. */
  #guard(work: Promise<unknown>): void {
    work.catch((error: Error) => {
      if (this.#isOver) return;
      this.#trouble ??= this.#board.refusal(error);
      this.#ring();
    });
  }
}

function unpacked(packed: Packed): TrialOutput | Error {
  try {
    return unpack(packed);
  } catch (error) {
    return error as Error;
  }
}

/** BullMQ's own words for a job whose workers were lost again and again. */
const reasonOf = (reason: string) =>
  reason.startsWith("job stalled") ? "every worker that began it was lost" : reason;
