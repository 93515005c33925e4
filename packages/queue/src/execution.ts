import {
  failedResult,
  type ExecutorEvent,
  type ExecutorSignals,
  type TrialOutput,
} from "@gradlab/schema";
import { UserError, shown } from "@gradlab/schema/mistake";
import { setTimeout as wait } from "node:timers/promises";
import { leavingMs, type Board } from "./board.ts";
import { within } from "./connect.ts";
import { cancelled, jobIdOf, jobNews, type TrialOrder } from "./job.ts";

/** A trial of this execution as the queue knows it. */
interface Wanted {
  readonly order: TrialOrder;
  /** Of the caller: several where trials are the same by all that counts. */
  readonly ids: number[];
  isQueued: boolean;
  isBegun: boolean;
  wasUnreadable: boolean;
  /** In no place when it was last looked for. */
  isMissing: boolean;
}

const mostAtOnce = 500;

/** Outputs in memory at a time, which may have params of some MB. */
const mostRead = 16;

/** Events may be missed, jobs be lost with a Redis that kept nothing: so often it is looked for them. */
const searchMs = 5_000;

/**
 * One execution of trials by whoever takes them from the queue. Events of BullMQ are hints; what counts is
 * whether an output is there, so that a lost event, job or Redis delays a trial and never loses it.
 */
export class Execution {
  readonly #board: Board;
  readonly #wanted = new Map<string, Wanted>();
  readonly #ready = new Set<string>();
  #happened: ExecutorEvent[] = [];
  #trouble: Error | undefined;
  #isFinishing = false;
  #isOver = false;
  #ring: () => void = () => {};

  constructor(board: Board, orders: readonly (readonly [id: number, order: TrialOrder])[]) {
    this.#board = board;
    for (const [id, order] of orders) {
      const jobId = jobIdOf(order);
      const known = this.#wanted.get(jobId);
      if (known) known.ids.push(id);
      else {
        const fresh = { isQueued: false, isBegun: false, wasUnreadable: false, isMissing: false };
        this.#wanted.set(jobId, { order, ids: [id], ...fresh });
      }
    }
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
    const onFinish = () => this.#guard(this.#withdraw());
    const onStop = () => this.#ring();
    finish.addEventListener("abort", onFinish, { once: true });
    stop.addEventListener("abort", onStop, { once: true });
    this.#workers(this.#board.workers);
    if (finish.aborted) this.#wanted.clear();
    this.#guard(this.#queueAll(finish));
    this.#guard(this.#keepSearching());
    try {
      while (!stop.aborted) {
        const events = this.#happened;
        this.#happened = [];
        yield* events;
        if (this.#trouble) throw this.#trouble;
        const ids = [...this.#ready].slice(0, mostRead);
        if (ids.length > 0) {
          const reading = this.#board.held.read(ids).catch((error: Error) => {
            throw refusal(error);
          });
          const outputs = await Promise.race([reading, stopped]);
          if (outputs) yield* this.#endings(ids, outputs, taken);
        } else if (this.#happened.length === 0 && !stop.aborted) {
          if (this.#wanted.size === 0) return;
          await new Promise<void>((resolve) => (this.#ring = resolve));
        }
      }
    } finally {
      this.#isOver = true;
      finish.removeEventListener("abort", onFinish);
      stop.removeEventListener("abort", onStop);
      detach();
      if (this.#wanted.size > 0) await within(leavingMs, this.#leave()).catch(() => {});
    }
  }

  #attach(): () => void {
    const { events } = this.#board;
    const active = ({ jobId }: { jobId: string }) => this.#begun(jobId);
    const completed = ({ jobId }: { jobId: string }) => {
      if (!this.#wanted.has(jobId)) return;
      this.#ready.add(jobId);
      this.#ring();
    };
    const failed = ({ jobId, failedReason }: { jobId: string; failedReason: string }) => {
      const wanted = this.#wanted.get(jobId);
      if (!wanted) return;
      // Another run that waited for the same was stopped: this one was not.
      if (failedReason === cancelled) this.#again(jobId, wanted);
      else this.#ended(jobId, { result: failedResult(reasonOf(failedReason)) });
    };
    const removed = ({ jobId }: { jobId: string }) => {
      const wanted = this.#wanted.get(jobId);
      if (wanted && !this.#isFinishing) this.#again(jobId, wanted);
    };
    const stalled = ({ jobId }: { jobId: string }) =>
      this.#retried(jobId, "its worker is lost, another takes over");
    const progress = ({ jobId, data }: { jobId: string; data: unknown }) => this.#news(jobId, data);
    const workers = (count: number) => this.#workers(count);
    const reconnected = () => this.#guard(this.#search(true));
    events.on("active", active).on("completed", completed).on("failed", failed);
    events.on("removed", removed).on("stalled", stalled).on("progress", progress);
    this.#board.on("workers", workers).on("reconnected", reconnected);
    return () => {
      events.off("active", active).off("completed", completed).off("failed", failed);
      events.off("removed", removed).off("stalled", stalled).off("progress", progress);
      this.#board.off("workers", workers).off("reconnected", reconnected);
    };
  }

  /** What earlier runs have asked for and not read is there already. */
  async #queueAll(finish: AbortSignal): Promise<void> {
    const all = [...this.#wanted];
    for (let at = 0; at < all.length && !finish.aborted && !this.#isOver; at += mostAtOnce) {
      const some = all.slice(at, at + mostAtOnce);
      const held = await this.#board.held.which(some.map(([jobId]) => jobId));
      const missing = some.filter(([jobId]) => !held.has(jobId));
      for (const [, wanted] of some) wanted.isQueued = true;
      await this.#board.held.forgetRead(missing.map(([jobId]) => jobId));
      await this.#board.add(missing.map(([, { order }]) => order));
      for (const jobId of held) this.#ready.add(jobId);
      this.#ring();
      if (finish.aborted || this.#isOver) {
        const late = missing.filter(([jobId, it]) => this.#wanted.get(jobId) !== it);
        await this.#takeBack(late.map(([jobId]) => jobId));
      }
    }
  }

  /** Never two at a time: without a Redis each would wait for it. */
  async #keepSearching(): Promise<void> {
    while (!this.#isOver) {
      await wait(searchMs, undefined, { ref: false });
      await this.#search(false);
    }
  }

  /** Looks where every job is, and queues again what is nowhere: `atOnce`, or at the second time. */
  async #search(atOnce: boolean): Promise<void> {
    const all = [...this.#wanted].filter(([id, it]) => it.isQueued && !this.#ready.has(id));
    for (let at = 0; at < all.length; at += mostAtOnce) {
      const ids = all.slice(at, at + mostAtOnce).map(([jobId]) => jobId);
      // In this order: a job leaves the queue when its output is there.
      const queued = await this.#board.queued(ids);
      const done = await this.#board.held.which(ids, { read: true });
      for (const jobId of ids) {
        const wanted = this.#wanted.get(jobId);
        if (!wanted) continue;
        if (done.has(jobId)) this.#ready.add(jobId);
        const isMissing = !done.has(jobId) && !queued.has(jobId);
        if (isMissing && (atOnce || wanted.isMissing)) this.#again(jobId, wanted);
        wanted.isMissing = isMissing;
      }
      this.#ring();
    }
  }

  /** After `finish` only what a worker has, or had, is waited for. */
  async #withdraw(): Promise<void> {
    this.#isFinishing = true;
    for (const [jobId, it] of this.#wanted) if (!it.isQueued) this.#wanted.delete(jobId);
    const waiting = [...this.#wanted.keys()].filter((jobId) => !this.#ready.has(jobId));
    for (let at = 0; at < waiting.length; at += mostAtOnce) {
      const ids = waiting.slice(at, at + mostAtOnce);
      const running = new Set(await this.#board.remove(ids));
      const done = await this.#board.held.which(ids, { read: true });
      for (const jobId of ids) {
        if (done.has(jobId)) this.#ready.add(jobId);
        else if (!running.has(jobId)) this.#wanted.delete(jobId);
      }
    }
    this.#ring();
  }

  /** Nobody reads on: what waits is taken back, what runs is ended. */
  async #leave(): Promise<void> {
    const all = [...this.#wanted].filter(([, it]) => it.isQueued).map(([jobId]) => jobId);
    this.#wanted.clear();
    await this.#takeBack(all);
  }

  async #takeBack(jobIds: readonly string[]): Promise<void> {
    for (let at = 0; at < jobIds.length; at += mostAtOnce) {
      await this.#board.takeBack(jobIds.slice(at, at + mostAtOnce));
    }
  }

  *#endings(
    jobIds: readonly string[],
    outputs: ReadonlyMap<string, TrialOutput | Error>,
    taken: (jobId: string) => void,
  ): Iterable<ExecutorEvent> {
    for (const jobId of jobIds) {
      this.#ready.delete(jobId);
      const wanted = this.#wanted.get(jobId);
      const output = outputs.get(jobId);
      if (!wanted) continue;
      if (output === undefined) this.#again(jobId, wanted);
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
    this.#guard(this.#board.held.forget(jobId).then(() => this.#board.add([wanted.order])));
  }

  #begun(jobId: string): void {
    const wanted = this.#wanted.get(jobId);
    if (!wanted) return;
    wanted.isBegun = true;
    this.#push(...wanted.ids.map((id) => ({ type: "begun", id }) as const));
  }

  #retried(jobId: string, error: string): void {
    const ids = this.#wanted.get(jobId)?.ids ?? [];
    this.#push(...ids.map((id) => ({ type: "retried", id, error }) as const));
  }

  #news(jobId: string, data: unknown): void {
    const wanted = this.#wanted.get(jobId);
    const news = jobNews.safeParse(data).data;
    if (!wanted || !news) return;
    if (news.type === "refused") return this.#board.refused(news.says);
    if (!wanted.isBegun) this.#begun(jobId);
    if (news.type === "retried") return this.#retried(jobId, news.error);
    const { step } = news;
    this.#push(...wanted.ids.map((id) => ({ type: "progress", id, step }) as const));
  }

  #ended(jobId: string, output: TrialOutput): void {
    const wanted = this.#wanted.get(jobId)!;
    if (!wanted.isBegun) this.#begun(jobId);
    this.#wanted.delete(jobId);
    this.#ready.delete(jobId);
    this.#push(...wanted.ids.map((id) => ({ type: "ended", id, ...output }) as const));
  }

  /** Nothing is begun again after `finish`. */
  #again(jobId: string, { order }: Wanted): void {
    if (!this.#isFinishing) return this.#guard(this.#board.add([order]));
    this.#wanted.delete(jobId);
    this.#ring();
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
