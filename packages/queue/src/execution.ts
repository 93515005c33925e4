import {
  failedResult,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialOutput,
} from "@gradlab/schema";
import { UserError, shown } from "@gradlab/schema/mistake";
import { leavingMs, type Board } from "./board.ts";
import { within } from "./connect.ts";
import { cancelled, jobNews, type TrialOrder } from "./job.ts";
import { WantedJobs, type Wanted } from "./wanted-jobs.ts";

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

  constructor(board: Board, orders: readonly (readonly [id: number, order: TrialOrder])[]) {
    this.#board = board;
    this.#jobs = new WantedJobs(board, orders, () => this.#ring());
  }

  /** `taken` hears of a job whose output was handed out, and is good for other runs too. */
  async *run(
    { finish, stop }: ExecutorSignals,
    taken: (jobId: string) => void,
  ): AsyncIterable<ExecutorEvent> {
    const detach = this.#attach();
    const stopped = new Promise<undefined>((resolve) => {
      if (stop.aborted) resolve(undefined);
      stop.addEventListener("abort", () => resolve(undefined), { once: true });
    });
    const onFinish = () => this.#guard(this.#jobs.withdraw());
    const onStop = () => this.#ring();
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
          const reading = this.#board.held.read(ids).catch((error: Error) => {
            throw refusal(error);
          });
          const outputs = await Promise.race([reading, stopped]);
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
      await within(leavingMs, this.#jobs.leave()).catch(() => {});
    }
  }

  #attach(): () => void {
    const { events } = this.#board;
    const active = ({ jobId }: { jobId: string }) => this.#begun(jobId);
    const completed = ({ jobId }: { jobId: string }) => {
      if (this.#jobs.get(jobId) === undefined) return;
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

  *#endings(
    jobIds: readonly string[],
    outputs: ReadonlyMap<string, TrialOutput | Error>,
    taken: (jobId: string) => void,
  ): Iterable<ExecutorEvent> {
    for (const jobId of jobIds) {
      this.#jobs.ready.delete(jobId);
      const wanted = this.#jobs.get(jobId);
      const output = outputs.get(jobId);
      if (!wanted) continue;
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
      this.#trouble ??= refusal(error);
      this.#ring();
    });
  }
}

const refusal = ({ message }: Error) =>
  new UserError(`Redis refuses what the run asks for: ${shown(message, 300)}`);

/** BullMQ's own words for a job whose workers were lost again and again. */
const reasonOf = (reason: string) =>
  reason.startsWith("job stalled") ? "every worker that began it was lost" : reason;
