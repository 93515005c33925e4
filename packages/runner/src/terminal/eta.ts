import type { PlannedTrial } from "../run/planned-trials.ts";
import { stepsOf, workOf } from "../tasks/steps.ts";

/** How much of the work is done, and how long the rest takes at the pace so far. */
export class Eta {
  readonly #started = performance.now();
  readonly #work = new Map<PlannedTrial, number>();
  readonly #done = new Map<PlannedTrial, number>();
  readonly #whole: number;
  readonly total: number;
  ended = 0;

  constructor(trials: readonly PlannedTrial[]) {
    for (const trial of trials) this.#work.set(trial, workOf(trial.point.config));
    this.#whole = [...this.#work.values()].reduce((sum, work) => sum + work, 0);
    this.total = trials.length;
  }

  progress(trial: PlannedTrial, step: number): void {
    this.#done.set(trial, (this.#work.get(trial)! * step) / stepsOf(trial.point.config));
  }

  end(trial: PlannedTrial): void {
    this.#done.set(trial, this.#work.get(trial)!);
    this.ended++;
  }

  /** 0 to 1 */
  get share(): number {
    if (this.#whole === 0) return 1;
    return [...this.#done.values()].reduce((sum, work) => sum + work, 0) / this.#whole;
  }

  /** undefined until there is a pace to go by */
  get leftMs(): number | undefined {
    const { share } = this;
    const elapsed = performance.now() - this.#started;
    return share < 0.005 || elapsed < 1000 ? undefined : (elapsed / share) * (1 - share);
  }
}
