import type { TrainOutcome } from "@gradlab/models";
import type { Diagnosis, TrialConfig } from "@gradlab/schema";

/** What a diagnosis is made from: all that a training trial recorded. */
export interface Recorded {
  readonly config: Extract<TrialConfig, { task: "train" }>;
  readonly outcome: TrainOutcome;
  readonly classes: number;
  /** What a net that knows nothing and spreads its guesses evenly loses a sample. */
  readonly guessingLoss: number;
  /** Loss of the first batch. */
  readonly firstLoss: number;
  /** Mean loss of the last tenth of the batches. */
  readonly lastLoss: number;
  /** Epochs that the trial went through. */
  readonly epochs: number;
}

/** Looks for one trouble; undefined where there is none. */
export type Diagnose = (recorded: Recorded) => Diagnosis | undefined;

/** The rows of the table `layers` at the start or the end: a number for each layer. */
export function layerColumn(
  { outcome }: Recorded,
  when: "start" | "end",
  column: string,
): readonly number[] {
  const { layers } = outcome.tables;
  const values = (layers?.[column] ?? []) as number[];
  return values.filter((_, i) => layers!["when"]![i] === when);
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const short = (value: number) => String(Number(value.toPrecision(3)));
