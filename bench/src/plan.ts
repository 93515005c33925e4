/** How much is measured. */
export interface Plan {
  /** Rounds of long processes, and of the sizes of nets. */
  readonly pairs: number;
  readonly rounds: number;
  /** Of one measurement of a step or an evaluation. */
  readonly seconds: number;
  readonly jobSteps: number;
  readonly sweepSteps: number;
  readonly trials: readonly number[];
  readonly tinyTrials: number;
  readonly queueTrials: number;
  readonly batches: readonly number[];
  readonly widths: readonly number[];
  readonly depths: readonly number[];
  readonly samples: readonly number[];
  /** Hidden layers of the wide net. */
  readonly wide: readonly number[];
}

/** About three minutes. */
export const quickPlan: Plan = {
  pairs: 3,
  rounds: 3,
  seconds: 0.06,
  jobSteps: 2000,
  sweepSteps: 1000,
  trials: [1, 4, 24],
  tinyTrials: 1000,
  queueTrials: 1000,
  batches: [1, 10, 100, 1000],
  widths: [10, 50, 200, 1000],
  depths: [1, 2, 4, 6],
  samples: [100, 1000, 10_000, 60_000],
  wide: [1000, 1000],
};

/** The numbers that docs/performance.md states. */
export const fullPlan: Plan = {
  pairs: 5,
  rounds: 7,
  seconds: 0.25,
  jobSteps: 10_000,
  sweepSteps: 3000,
  trials: [1, 2, 4, 8, 16, 24],
  tinyTrials: 1000,
  queueTrials: 10_000,
  batches: [1, 3, 10, 30, 100, 300, 1000],
  widths: [10, 20, 50, 100, 200, 500, 1000, 2000],
  depths: [1, 2, 3, 4, 5, 6],
  samples: [100, 300, 1000, 3000, 10_000, 60_000],
  wide: [1000, 1000],
};
