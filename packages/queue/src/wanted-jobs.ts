import { setTimeout as wait } from "node:timers/promises";
import { leavingMs, type Board } from "./board.ts";
import { within } from "./connect.ts";
import { jobIdOf, type TrialOrder } from "./job.ts";

/** A trial that the caller calls `id`. */
export interface Wish {
  readonly id: number;
  readonly order: TrialOrder;
  /** An output that is held from before does not do. */
  readonly anew: boolean;
}

/** A trial of an execution as the queue knows it. */
export interface Wanted {
  readonly order: TrialOrder;
  /** Of the caller: several where trials are the same by all that counts. */
  readonly ids: number[];
  readonly anew: boolean;
  isQueued: boolean;
  isBegun: boolean;
  wasUnreadable: boolean;
  /** In no place when it was last looked for. */
  isMissing: boolean;
}

const mostAtOnce = 500;

/** Events may be missed, jobs be lost with a Redis that kept nothing: so often it is looked for them. */
const searchMs = 5_000;

/** The jobs that an execution waits for: queued, looked for, queued again where they are lost, taken back. */
export class WantedJobs {
  /** Those whose output is there. */
  readonly ready = new Set<string>();
  readonly #board: Board;
  readonly #all = new Map<string, Wanted>();
  readonly #changed: () => void;
  #queueing: Promise<void> = Promise.resolve();
  #isFinishing = false;
  #isOver = false;

  constructor(board: Board, wishes: readonly Wish[], changed: () => void) {
    this.#board = board;
    this.#changed = changed;
    for (const { id, order, anew } of wishes) {
      const jobId = jobIdOf(order);
      const known = this.#all.get(jobId);
      if (known) known.ids.push(id);
      else {
        const fresh = { isQueued: false, isBegun: false, wasUnreadable: false, isMissing: false };
        this.#all.set(jobId, { order, ids: [id], anew, ...fresh });
      }
    }
  }

  get size(): number {
    return this.#all.size;
  }

  get isFinishing(): boolean {
    return this.#isFinishing;
  }

  get(jobId: string): Wanted | undefined {
    return this.#all.get(jobId);
  }

  /** It has ended. */
  delete(jobId: string): void {
    this.#all.delete(jobId);
    this.ready.delete(jobId);
  }

  /** What earlier runs have asked for and not read is there already. */
  queueAll(finish: AbortSignal): Promise<void> {
    return (this.#queueing = this.#queueAll(finish));
  }

  async #queueAll(finish: AbortSignal): Promise<void> {
    for (const some of portions([...this.#all])) {
      if (finish.aborted || this.#isOver) return;
      const anew = some.filter(([, it]) => it.anew).map(([jobId]) => jobId);
      await this.#board.held.forget(...anew);
      const held = await this.#board.held.which(some.map(([jobId]) => jobId));
      const missing = some.filter(([jobId]) => !held.has(jobId));
      for (const [, wanted] of some) wanted.isQueued = true;
      await this.#board.held.forgetRead(missing.map(([jobId]) => jobId));
      // One may have ended meanwhile, as another run wants it too.
      const open = missing.filter(([jobId, it]) => this.#all.get(jobId) === it);
      await this.#board.add(open.map(([, { order }]) => order));
      for (const jobId of held) this.ready.add(jobId);
      this.#changed();
      if (finish.aborted) {
        const late = missing.filter(([jobId, it]) => this.#all.get(jobId) !== it);
        await this.#board.takeBack(late.map(([jobId]) => jobId));
      }
    }
  }

  /** Nothing is begun again after `finish`. */
  async again(jobIds: readonly string[]): Promise<void> {
    if (this.#isFinishing) {
      for (const jobId of jobIds) this.#all.delete(jobId);
      this.#changed();
    } else await this.#board.add(jobIds.flatMap((jobId) => this.#all.get(jobId)?.order ?? []));
  }

  /** Never two at a time: without a Redis each would wait for it. */
  async keepSearching(): Promise<void> {
    while (!this.#isOver) {
      await wait(searchMs, undefined, { ref: false });
      await this.search({ atOnce: false });
    }
  }

  /** Looks where every job is, and queues again what is nowhere: `atOnce`, or at the second time. */
  async search({ atOnce }: { atOnce: boolean }): Promise<void> {
    const all = [...this.#all].filter(([id, it]) => it.isQueued && !this.ready.has(id));
    for (const ids of portions(all.map(([jobId]) => jobId))) {
      // In this order: a job leaves the queue when its output is there.
      const queued = await this.#board.queued(ids);
      const done = await this.#board.held.which(ids, { read: true });
      const lost: string[] = [];
      for (const jobId of ids) {
        const wanted = this.#all.get(jobId);
        if (!wanted) continue;
        if (done.has(jobId)) this.ready.add(jobId);
        const isMissing = !done.has(jobId) && !queued.has(jobId);
        if (isMissing && (atOnce || wanted.isMissing)) lost.push(jobId);
        wanted.isMissing = isMissing;
      }
      this.#changed();
      if (lost.length > 0) await this.again(lost);
    }
  }

  /** After `finish` only what a worker has, or had, is waited for. */
  async withdraw(): Promise<void> {
    this.#isFinishing = true;
    for (const [jobId, it] of this.#all) if (!it.isQueued) this.#all.delete(jobId);
    const waiting = [...this.#all.keys()].filter((jobId) => !this.ready.has(jobId));
    for (const ids of portions(waiting.reverse())) {
      const running = new Set(await this.#board.remove(ids));
      const done = await this.#board.held.which(ids, { read: true });
      for (const jobId of ids) {
        if (done.has(jobId)) this.ready.add(jobId);
        else if (!running.has(jobId)) this.#all.delete(jobId);
      }
    }
    this.#changed();
  }

  /** Nobody reads on: what waits is taken back, what runs is ended. */
  async leave(): Promise<void> {
    this.#isOver = true;
    const all = [...this.#all].filter(([, it]) => it.isQueued).map(([jobId]) => jobId);
    this.#all.clear();
    let left = all.length;
    try {
      // What is being queued now would be there after all.
      await within(
        leavingMs,
        this.#queueing.catch(() => {}),
      );
      for (const ids of portions(all.reverse())) {
        await within(leavingMs, this.#board.takeBack(ids));
        left -= ids.length;
      }
    } catch {
      this.#board.leftBehind(left);
    }
  }
}

/** Redis looks for a job from the last one on: the last are to be removed first. */
function* portions<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += mostAtOnce) yield all.slice(at, at + mostAtOnce);
}
