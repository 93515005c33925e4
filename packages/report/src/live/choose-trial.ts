import { artifactName, type Run, type Trial } from "@gradlab/schema";
import { readdir } from "node:fs/promises";
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
const isOfDigits = ({ run: { config, dataset } }: ExperimentResult): boolean =>
  config.task === "train" && digitSets.includes(dataset.name);

/** What to run again for a net that can be shown: of such experiments the one of the fewest trials. */
export const couldBring = (results: readonly ExperimentResult[]): string | undefined =>
  results
    .filter((it) => isOfDigits(it) && fits(it.run) && hasComplete(it.run))
    .toSorted((a, b) => a.run.trials.length - b.run.trials.length)[0]?.experiment;

const hasComplete = ({ trials }: Run) => trials.some(({ status }) => status === "complete");

/** How well the net of a trial file reads the test split; undefined where it is none for the page. */
export async function readAccuracy(file: string): Promise<number | undefined> {
  const trial = await readTrial(file);
  return trial !== undefined && fits(trial) ? Number(trial.metrics["test.accuracy"]) : undefined;
}

/**
 * Of the trials with saved params the one that reads the test split best, rather one with checkpoints: the
 * path of its file.
 */
export async function chooseTrial(
  results: readonly ExperimentResult[],
  resultsDir: string,
  accuracyOf: typeof readAccuracy,
): Promise<string | undefined> {
  let best: { readonly file: string; readonly rank: Rank } | undefined;
  for (const { run, experiment } of results.filter(isOfDigits)) {
    const folder = path.join(resultsDir, experiment, "trials");
    const there = new Set(await readdir(folder).catch((): string[] => []));
    for (const { file, status } of run.trials) {
      const name = path.basename(file);
      if (status !== "complete" || !there.has(artifactName(name, "params"))) continue;
      const accuracy = await accuracyOf(path.join(folder, name));
      if (accuracy === undefined) continue;
      const rank: Rank = [Number(there.has(artifactName(name, "checkpoints"))), accuracy];
      if (best === undefined || isHigher(rank, best.rank)) {
        best = { file: path.join(folder, name), rank };
      }
    }
  }
  return best?.file;
}

type Rank = readonly [hasCheckpoints: number, accuracy: number];

const isHigher = ([a, b]: Rank, [c, d]: Rank) => a > c || (a === c && b > d);

function fits({ config }: Pick<Trial, "config"> | Pick<Run, "config">): boolean {
  if (config.task !== "train" || config.train.pixels === "standardised") return false;
  const widths = [784, ...config.model.hidden, 10];
  const numbers = widths.slice(1).reduce((sum, width, l) => sum + (widths[l]! + 1) * width, 0);
  return numbers <= mostNumbers;
}
