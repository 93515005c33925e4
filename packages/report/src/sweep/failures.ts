import { seedsName, type Run } from "@gradlab/schema";
import { pointNames } from "./names.ts";
import { pointKey } from "./points.ts";

/** Trials that failed in the same way. */
export interface Failure {
  /** Its first line. */
  readonly error: string;
  readonly trials: number;
  /** "learning rate 0.1, seeds 1 to 3", one for each sweepPoint. */
  readonly where: readonly string[];
}

const longest = 300;

/** Why trials failed, what most failed of first; an older run file names no errors. */
export function failuresOf(run: Run): Failure[] {
  const names = pointNames(run);
  const failed = run.trials.filter(({ status }) => status === "failed");
  return [...Map.groupBy(failed, ({ error = "" }) => sentenceOf(error))]
    .map(([error, trials]) => ({
      error,
      trials: trials.length,
      where: [...Map.groupBy(trials, ({ sweepPoint }) => pointKey(sweepPoint)).values()].map(
        (own) => {
          const seeds = seedsName(own.map(({ seed }) => seed));
          const { sweepPoint } = own[0]!;
          return Object.keys(sweepPoint).length === 0
            ? seeds
            : `${names.full(sweepPoint)}, ${seeds}`;
        },
      ),
    }))
    .toSorted((a, b) => b.trials - a.trials);
}

const sentenceOf = (error: string) => {
  const [line = ""] = error.split("\n");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};
