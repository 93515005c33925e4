import { artifactName, type Trial } from "@gradlab/schema";
import { access } from "node:fs/promises";
import path from "node:path";
import type { ExperimentResult } from "../results/read-results.ts";
import { readTrial } from "../results/read-trial.ts";

/** A trial whose net the page can bring along. */
export interface ChosenTrial {
  readonly trial: Trial;
  /** Path of its JSON file; its params are beside it. */
  readonly file: string;
}

/** Nets of more numbers would make the page too large to send around. */
const mostNumbers = 100_000;

/** Those that read 28×28 pixels of digits, and say which of ten it is. */
const digitSets = ["mnist", "digits"];

/** Whether a run trained nets of which one could be shown, had its params been saved. */
export const isOfDigits = ({ run: { config, dataset } }: ExperimentResult): boolean =>
  config.task === "train" && digitSets.includes(dataset.name);

/** Of the trials with saved params the one that reads the test split best, rather one with checkpoints. */
export async function chooseTrial(
  results: readonly ExperimentResult[],
  resultsDir: string,
): Promise<ChosenTrial | undefined> {
  let best: (ChosenTrial & { readonly rank: readonly [number, number] }) | undefined;
  for (const { run, experiment } of results.filter(isOfDigits)) {
    for (const { file: name, status } of run.trials) {
      const file = path.join(resultsDir, experiment, "trials", path.basename(name));
      if (status !== "complete" || !(await exists(artifactName(file, "params")))) continue;
      const trial = await readTrial(file);
      if (trial === undefined || !fits(trial)) continue;
      const hasCheckpoints = await exists(artifactName(file, "checkpoints"));
      const rank = [Number(hasCheckpoints), Number(trial.metrics["test.accuracy"])] as const;
      if (best === undefined || isHigher(rank, best.rank)) best = { trial, file, rank };
    }
  }
  return best;
}

const isHigher = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
  a > c || (a === c && b > d);

function fits({ config }: Trial): boolean {
  if (config.task !== "train" || config.train.pixels === "standardised") return false;
  const widths = [784, ...config.model.hidden, 10];
  const numbers = widths.slice(1).reduce((sum, width, l) => sum + (widths[l]! + 1) * width, 0);
  return numbers <= mostNumbers;
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
