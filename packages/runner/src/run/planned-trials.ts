import type { SweepPoint, Verdict } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import { sameJson } from "../experiment/same-json.ts";
import type { PlannedPoint } from "../experiment/sweep.ts";
import { looksOf, nextLook, type Look } from "../judge/looks.ts";
import { trialKey } from "../results/key.ts";
import { mathVersion } from "../results/math-version.ts";

/** A trial that the plan asks for, and the key that its result is found by. */
export interface PlannedTrial {
  readonly point: PlannedPoint;
  readonly seed: number;
  readonly key: string;
}

/** The trials of a plan: as many seeds for each sweepPoint as it has by now. */
export class PlannedTrials {
  /** Those that claims can get. */
  readonly looks: readonly Look[];
  readonly #datasetChecksum: string;
  readonly #trials: Map<PlannedPoint, PlannedTrial[]>;

  constructor(plan: Plan, data: LoadedData) {
    this.looks = looksOf(plan.experiment.seeds, plan.maxSeeds);
    this.#datasetChecksum = data.record.checksum;
    const seedsOf = ({ sweepPoint }: PlannedPoint) =>
      Math.max(plan.experiment.seeds, plan.leastSeeds?.(sweepPoint) ?? 0);
    this.#trials = new Map(
      plan.points.map((point) => [point, this.#seeds(point, 1, seedsOf(point))]),
    );
  }

  get all(): PlannedTrial[] {
    return [...this.#trials.values()].flat();
  }

  get byPoint(): Iterable<readonly [PlannedPoint, readonly PlannedTrial[]]> {
    return this.#trials;
  }

  /**
   * Adds the next look's seeds to the sweepPoints that inconclusive claims are about; false when none may
   * grow. `may` says whether these may be added.
   */
  addSeeds(
    verdicts: readonly Verdict[],
    may: (trials: readonly PlannedTrial[]) => boolean = () => true,
  ): boolean {
    const open = verdicts
      .flatMap(({ checks }) => checks)
      .filter(({ verdict, limit }) => verdict === "inconclusive" && limit !== null)
      .flatMap(({ sweepPoint, against }): SweepPoint[] =>
        against ? [sweepPoint, against] : [sweepPoint],
      );
    let grown = false;
    for (const [point, trials] of this.#trials) {
      const look = nextLook(this.looks, trials.length);
      if (look === undefined) continue;
      if (!open.some((it) => sameJson(it, point.sweepPoint))) continue;
      const more = this.#seeds(point, trials.length + 1, look.seeds);
      if (!may(more)) continue;
      trials.push(...more);
      grown = true;
    }
    return grown;
  }

  #seeds(point: PlannedPoint, first: number, last: number): PlannedTrial[] {
    return Array.from({ length: last - first + 1 }, (_, i) => {
      const identity = {
        config: point.config,
        seed: first + i,
        datasetChecksum: this.#datasetChecksum,
        mathVersion: mathVersion(),
      };
      return { point, seed: first + i, key: trialKey(identity) };
    });
  }
}
