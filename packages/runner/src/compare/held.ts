import type { SweepPoint, VerdictWord } from "@gradlab/schema";
import type { ChangedKey } from "../experiment/changed-keys.ts";

export type Outcome = "identical" | "no worse" | "worse" | "inconclusive";

/** A metric of a sweepPoint, held against the baseline seed by seed. */
export interface HeldMetric {
  readonly sweepPoint: SweepPoint;
  readonly metric: string;
  readonly outcome: Outcome;
  readonly before: number;
  readonly after: number;
  /** Mean of after less before. */
  readonly difference: number;
  /** 95 %, of the difference. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
  /** The baseline's standard deviation over seeds: so much worse is no worse. */
  readonly tolerance: number;
  /** What is left of the tolerance; negative beyond it. */
  readonly margin: number;
  readonly reason: string;
}

/** A trial of the baseline that cannot be compared now. */
export interface LostTrial {
  readonly sweepPoint: SweepPoint;
  readonly seed: number;
  readonly why: string;
}

/** A run, held against the baseline. */
export interface Held {
  readonly verdict: VerdictWord;
  /** Why nothing could be held against it. */
  readonly reason?: string;
  readonly pairs: number;
  readonly identical: number;
  readonly metrics: readonly HeldMetric[];
  readonly lost: readonly LostTrial[];
  /** Trials of the baseline that an override took out. */
  readonly setAside: number;
  readonly config: readonly ChangedKey[];
}
