import { UserError, shown, trial as trialSchema, type Run, type Trial } from "@gradlab/schema";
import { basename, join } from "node:path";
import { experimentFile, experimentNames, nameProblem } from "../experiment/catalogue.ts";
import { readStored } from "../results/read-stored.ts";
import { ResultStore } from "../results/store.ts";

export interface RunTrial {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly trial: Trial;
}

/** An entry of a run's list of trials, before its file is read. */
export type TrialEntry = Run["trials"][number];

/** The newest run of the experiment that a command names, in the project in `root`. */
export function newestRun(
  root: string,
  name: string | undefined,
  more: readonly (string | number)[],
): Run {
  if (name === undefined) {
    const known = experimentNames(root).join(", ");
    throw new UserError(`no experiment named; expected one of ${known}`);
  }
  if (more.length > 0) {
    const all = [name, ...more].join(", ");
    throw new UserError(`more than one experiment: ${all}; expected one of them`);
  }
  experimentFile(root, name);
  const run = new ResultStore(root, name).latestRun();
  if (run === undefined) {
    throw new UserError(
      `no results of ${name}: ${join("results", name, "runs")}\n` +
        `expected a finished run; \`pnpm exp run ${name}\` makes one`,
    );
  }
  return run;
}

/** The trials behind these entries of the run, in their order and at its sweepPoints. */
export function readTrials(root: string, run: Run, entries: readonly TrialEntry[]): RunTrial[] {
  if (nameProblem(run.experiment) !== undefined) {
    throw new UserError(`not a run of an experiment: it names ${shown(run.experiment)}`);
  }
  const trials: RunTrial[] = [];
  const troubles: string[] = [];
  for (const entry of entries) {
    const file = join("results", run.experiment, "trials", basename(entry.file));
    const read = readStored(trialSchema, join(root, file), file);
    if ("value" in read) {
      // Another sweep may have stored it, under a sweepPoint of its own.
      trials.push({ file, trial: { ...read.value, sweepPoint: entry.sweepPoint } });
    } else troubles.push(`cannot read ${file}: ${read.problem}`);
  }
  if (troubles.length > 0) {
    const next = `\`pnpm exp run ${run.experiment}\` executes again what is missing`;
    throw new UserError([...troubles, next].join("\n"));
  }
  return trials;
}
