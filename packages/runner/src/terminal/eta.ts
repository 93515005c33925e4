import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf } from "../tasks/steps.ts";

/** The pace of the last twentieth of the work counts as much as that of all before: machines change theirs. */
const halfLife = 0.05;

/** A sweepPoint's own pace counts for more than the common one from this share of a trial on. */
const prior = 0.05;

/** So many may end within seconds, and each of their lines asks for all that are left. */
const many = 1_000;

/** What is to be executed. */
export interface Sweep {
  readonly trials: readonly PlannedTrial[];
  /** undefined until some are there */
  readonly workers: number | undefined;
  /** Tells trials apart before any was seen. */
  workOf(trial: PlannedTrial): number;
}

/** Nothing to do. */
export const noSweep: Sweep = { trials: [], workers: 1, workOf: () => 0 };

/** Work done, and what it took: ms, or ms over those of the common pace. */
interface Pace {
  done: number;
  took: number;
}

interface Watched {
  readonly work: number;
  readonly steps: number;
  /** Of all trials of its sweepPoint, relative to the common one. */
  readonly relative: Pace;
  done: number;
  busyMs: number;
  begunAt?: number;
  hasEnded: boolean;
}

/**
 * How much is done, and how long the rest takes: trials go on at the pace of late, those of a sweepPoint
 * that was seen to be slow or fast for its work so much slower or faster, and the next one goes to the
 * worker that is free first.
 */
export class Eta {
  readonly #trials = new Map<PlannedTrial, Watched>();
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #common: Pace = { done: 0, took: 0 };
  #work = 0;
  readonly #freshMs: number;
  #left: { readonly at: number; readonly ms: number } | undefined;
  /** With what trials that ended early have left undone. */
  #done = 0;
  ended = 0;
  /** How many trials are executed at a time. */
  workers: number;

  constructor({ trials, workOf, workers }: Sweep, now = () => performance.now()) {
    const points = new Map<unknown, Pace>();
    for (const trial of trials) {
      const { config } = trial.point;
      const relative = points.get(trial.point) ?? { done: 0, took: 0 };
      points.set(trial.point, relative);
      const work = workOf(trial);
      this.#work += work;
      const nothing = { done: 0, busyMs: 0, hasEnded: false };
      this.#trials.set(trial, { work, steps: stepsOf(config), relative, ...nothing });
    }
    this.workers = workers ?? 1;
    this.#freshMs = trials.length < many ? 0 : 100;
    this.#now = now;
    this.#startedAt = now();
  }

  get total(): number {
    return this.#trials.size;
  }

  /** A second time when it is tried once more. */
  begin(trial: PlannedTrial): void {
    const it = this.#trials.get(trial)!;
    this.#done -= it.done;
    Object.assign(it, { done: 0, busyMs: 0, begunAt: this.#now() });
  }

  progress(trial: PlannedTrial, step: number): void {
    const it = this.#trials.get(trial)!;
    this.#measure(it, (it.work * step) / it.steps);
  }

  /** One that diverged or failed is over, but tells of no more work than it did. */
  end(trial: PlannedTrial, isComplete: boolean): void {
    const it = this.#trials.get(trial)!;
    if (isComplete) this.#measure(it, it.work);
    this.#done += it.work - it.done;
    it.hasEnded = true;
    this.ended++;
  }

  /** 0 to 1 */
  get share(): number {
    return this.#work === 0 ? 1 : this.#done / this.#work;
  }

  /** undefined until one has ended */
  get trialsPerMinute(): number | undefined {
    return this.ended === 0 ? undefined : (this.ended * 60_000) / (this.#now() - this.#startedAt);
  }

  /** undefined until there is a pace to go by */
  get leftMs(): number | undefined {
    const { done } = this.#common;
    if (done === 0) return undefined;
    const now = this.#now();
    if (this.#left === undefined || now - this.#left.at >= this.#freshMs) {
      this.#left = { at: now, ms: this.#workOut() };
    }
    return this.#left.ms;
  }

  #workOut(): number {
    const { done, took } = this.#common;
    const restMs = (it: Watched) => {
      const known = prior * it.work;
      const factor = (it.relative.took + known) / (it.relative.done + known);
      return (factor * (it.work - it.done) * took) / done;
    };
    const waiting: Watched[] = [];
    const free: number[] = [];
    for (const it of this.#trials.values()) {
      if (it.begunAt === undefined) waiting.push(it);
      else if (!it.hasEnded) {
        const sinceMs = this.#now() - it.begunAt - it.busyMs;
        free.push(Math.max(0, restMs(it) - sinceMs));
      }
    }
    const workers = Math.max(1, this.workers);
    if (waiting.length >= many) {
      const all = [...free, ...waiting.map(restMs)];
      return all.reduce((sum, ms) => sum + ms, 0) / workers; // who is free first is nothing to them
    }
    while (free.length < workers) free.push(0);
    for (const it of waiting) free[free.indexOf(Math.min(...free))]! += restMs(it);
    return Math.max(...free);
  }

  #measure(it: Watched, done: number): void {
    const more = done - it.done;
    const ms = this.#now() - it.begunAt! - it.busyMs;
    const kept = 0.5 ** (more / (halfLife * this.#work));
    const common = this.#common;
    common.done = common.done * kept + more;
    common.took = common.took * kept + ms;
    it.relative.done += more;
    it.relative.took += (ms * common.done) / common.took;
    it.done = done;
    it.busyMs += ms;
    this.#done += more;
  }
}
