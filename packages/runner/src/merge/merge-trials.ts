import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { UserError, artifactName, artifacts, type Artifact, type Trial } from "@gradlab/schema";
import { experimentNames, nameProblem } from "../experiment/catalogue.ts";
import { ResultStore, type StoredTrial } from "../results/store.ts";
import { readRegular } from "../results/read-regular.ts";
import { firstDifference } from "../run/first-difference.ts";
import { differenceText } from "../terminal/difference-text.ts";
import { readTrial } from "./read-trial.ts";
import { trialFiles, type TrialFile } from "./trial-files.ts";

/** What became of the trials of one experiment. */
export interface Merged {
  readonly experiment: string;
  readonly found: number;
  readonly copied: number;
  /** Of those found: with status failed, to be executed again. */
  readonly failed: number;
}

/** A trial to take, and whether it was one of those that failed. */
interface Taken {
  readonly file: TrialFile;
  readonly key: string;
  readonly failed: boolean;
}

const mostShown = 20;
const mostBytes = 2 ** 31 - 1;

/**
 * Copies the trials of other folders that are not in `results/` below `root`. All of them are looked at
 * first: where one cannot be read, or two of one key are not the same bits, nothing is copied.
 * @throws UserError naming every file that is refused
 */
export async function mergeTrials(
  root: string,
  folders: readonly string[],
  notice: (sentence: string) => void,
): Promise<Merged[]> {
  const known = new Set(experimentNames(root));
  const refused: string[] = [];
  const byExperiment = Map.groupBy(folders.flatMap(trialFiles), ({ experiment }) => experiment);
  const plans = [...byExperiment].map(([experiment, files]) => {
    const problem = known.has(experiment) ? nameProblem(experiment) : "unknown experiment";
    if (problem !== undefined) refused.push(`${dirname(files[0]!.path)}: ${problem}`);
    return { experiment, taken: distinct(files, refused) };
  });
  stopAt(refused);
  const stores = plans.map(({ experiment, taken }) => {
    const store = new ResultStore(root, experiment);
    const stored = store.findTrials(new Set(taken.map(({ key }) => key)), notice);
    for (const { file, key } of taken) refused.push(...conflicts(file, store, stored.get(key)));
    return { store, stored };
  });
  stopAt(refused);

  const merged: Merged[] = [];
  for (const [i, { experiment, taken }] of plans.entries()) {
    const { store, stored } = stores[i]!;
    const missing = taken.filter(({ key }) => !stored.has(key));
    await store.prepare();
    for (const { file, key } of taken) await copyArtifacts(file, store, stored.get(key)?.name);
    for (const { file } of missing) await store.keepTrial(file.name, readFileSync(file.path));
    merged.push({
      experiment,
      found: taken.length,
      copied: missing.length,
      failed: missing.filter(({ failed }) => failed).length,
    });
  }
  return merged;
}

/** One file of each key, rather one that did not fail; what cannot be taken goes to `refused`. */
function distinct(files: readonly TrialFile[], refused: string[]): Taken[] {
  const taken = new Map<string, Taken>();
  for (const file of files) {
    const trial = readTrial(file);
    if (typeof trial === "string") {
      refused.push(`${file.path}: ${trial}`);
      continue;
    }
    const failed = trial.status === "failed";
    const other = taken.get(trial.key);
    if (other === undefined || (other.failed && !failed)) {
      taken.set(trial.key, { file, key: trial.key, failed });
    } else if (!failed) {
      refused.push(...differences(file, trial, other.file.path, readTrial(other.file) as Trial));
    }
  }
  return [...taken.values()];
}

/** What speaks against a file, given the stored trial of its key. */
function conflicts(file: TrialFile, store: ResultStore, stored: StoredTrial | undefined): string[] {
  if (stored === undefined) return [];
  const trial = readTrial(file) as Trial;
  if (trial.status === "failed") return [];
  return [
    ...differences(file, trial, `results/${file.experiment}/trials/${stored.name}`, stored.trial),
    ...artifacts.flatMap((name) => {
      const own = artifactOf(file, name);
      const kept = own && store.artifact(stored.name, name);
      return own && kept && !own.equals(kept)
        ? [`${artifactName(file.path, name)}: other ${name} than the stored ones`]
        : [];
    }),
  ];
}

function differences(file: TrialFile, trial: Trial, otherPath: string, other: Trial): string[] {
  const difference = firstDifference(other, trial);
  if (difference === undefined) return [];
  return [`${file.path}: other bits than ${otherPath}: ${differenceText(difference)}`];
}

async function copyArtifacts(file: TrialFile, store: ResultStore, storedName = file.name) {
  for (const name of artifacts) {
    const own = artifactOf(file, name);
    const kept = own && store.artifact(storedName, name);
    if (own && !kept) await store.writeArtifact(storedName, name, own);
  }
}

function artifactOf({ path }: TrialFile, name: Artifact): Buffer | undefined {
  return regular(artifactName(path, name));
}

/** What is no regular file is no artifact, and not there. */
function regular(path: string): Buffer | undefined {
  const bytes = readRegular(path, mostBytes);
  return typeof bytes === "string" ? undefined : bytes;
}

function stopAt(refused: readonly string[]): void {
  if (refused.length === 0) return;
  const more = refused.length > mostShown ? [`and ${refused.length - mostShown} more`] : [];
  throw new UserError(
    [
      ...refused.slice(0, mostShown),
      ...more,
      "nothing was merged; expected whole trial files, and the same bits wherever two have one key",
    ].join("\n"),
  );
}
