import type { Baseline, Curve, Run, StoredNumber, SweepPoint, TrialStatus } from "@gradlab/schema";

/** One trial, as far as it is compared. */
export interface ComparedTrial {
  readonly sweepPoint: SweepPoint;
  readonly seed: number;
  readonly status: TrialStatus;
  readonly metrics: Readonly<Record<string, StoredNumber>>;
  /** Of a run: trials of one key are one file. */
  readonly key?: string;
}

/** A run or a baseline, as far as it is compared. */
export interface Compared {
  /** "the baseline", "the run of 2026-11-25 11:10 UTC" */
  readonly says: string;
  readonly config: Run["config"];
  readonly dataset: Run["dataset"];
  readonly provenance: Run["provenance"];
  readonly trials: readonly ComparedTrial[];
  /** None of a baseline. */
  readonly curves: readonly Curve[];
  /** The whole of it, if it is one. */
  readonly run?: Run;
}

/** What a run is held against, and what it is itself. */
export interface Against {
  readonly before: Compared;
  readonly after: Compared;
}

export const comparedBaseline = ({ config, dataset, provenance, trials }: Baseline): Compared => ({
  says: "the baseline",
  config,
  dataset,
  provenance,
  trials,
  curves: [],
});
