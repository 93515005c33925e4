import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf } from "../tasks/steps.ts";

/** A sweepPoint's own pace counts for more than the common one from this share of a trial on. */
const prior = 0.05;

/** Work done, and the ms that it took. */
interface Measured {
  done: number;
  busyMs: number;
}

/** What is to be executed. */
export interface Sweep {
  readonly trials: readonly PlannedTrial[];
  readonly workers: number;
  /** Tells trials apart before any was seen. */
  workOf(trial: PlannedTrial): number;
}

/** Nothing to do. */
export const noSweep: Sweep = { trials: [], workers: 1, workOf: () => 0 };

interface Watched extends Measured {
  readonly work: number;
  readonly steps: number;
  /** Of all trials of its sweepPoint. */
  readonly point: Measured;
  begunAt?: number;
  hasEnded: boolean;
}

/**
 * How much is done, and how long the rest takes: trials go on at the pace of their sweepPoint, as far as
 * it is known, else at that of all, and the next one to the worker that is free first.
 */
export class Eta {
  readonly #trials = new Map<PlannedTrial, Watched>();
  readonly #workers: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #all: Measured = { done: 0, busyMs: 0 };
  #work = 0;
  /** Of trials that ended without doing it. */
  #dropped = 0;
  ended = 0;

  constructor({ trials, workOf, workers }: Sweep, now = () => performance.now()) {
    const points = new Map<unknown, Measured>();
    for (const trial of trials) {
      const { config } = trial.point;
      const point = points.get(trial.point) ?? { done: 0, busyMs: 0 };
      points.set(trial.point, point);
      const work = workOf(trial);
      this.#work += work;
      const nothing = { done: 0, busyMs: 0, hasEnded: false };
      this.#trials.set(trial, { work, steps: stepsOf(config), point, ...nothing });
    }
    this.#workers = workers;
    this.#now = now;
    this.#startedAt = now();
  }

  get total(): number {
    return this.#trials.size;
  }

  /** A second time when it is tried once more. */
  begin(trial: PlannedTrial): void {
    const it = this.#trials.get(trial)!;
    this.#measure(it, 0, 0);
    it.begunAt = this.#now();
  }

  progress(trial: PlannedTrial, step: number): void {
    const it = this.#trials.get(trial)!;
    this.#measure(it, (it.work * step) / it.steps, this.#now() - it.begunAt!);
  }

  /** One that diverged or failed is over, but tells of no more work than it did. */
  end(trial: PlannedTrial, isComplete: boolean): void {
    const it = this.#trials.get(trial)!;
    if (isComplete) this.#measure(it, it.work, this.#now() - it.begunAt!);
    this.#dropped += it.work - it.done;
    it.hasEnded = true;
    this.ended++;
  }

  /** 0 to 1 */
  get share(): number {
    return this.#work === 0 ? 1 : (this.#all.done + this.#dropped) / this.#work;
  }

  /** undefined until one has ended */
  get trialsPerMinute(): number | undefined {
    return this.ended === 0 ? undefined : (this.ended * 60_000) / (this.#now() - this.#startedAt);
  }

  /** undefined until there is a pace to go by */
  get leftMs(): number | undefined {
    const common = this.#all.busyMs / this.#all.done;
    if (!Number.isFinite(common)) return undefined;
    const restMs = ({ work, done, point }: Watched) => {
      const known = prior * work;
      const pace = (point.busyMs + known * common) / (point.done + known);
      return pace * (work - done);
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
    while (free.length < this.#workers) free.push(0);
    for (const it of waiting) free[free.indexOf(Math.min(...free))]! += restMs(it);
    return Math.max(...free);
  }

  #measure(it: Watched, done: number, busyMs: number): void {
    for (const sum of [it.point, this.#all]) {
      sum.done += done - it.done;
      sum.busyMs += busyMs - it.busyMs;
    }
    Object.assign(it, { done, busyMs });
  }
}
