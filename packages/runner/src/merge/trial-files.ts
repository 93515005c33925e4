import { readdirSync, type Dirent } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UserError, fileTrouble } from "@gradlab/schema/mistake";

/** A file that is to be a trial of an experiment. */
export interface TrialFile {
  /** As the user would name it: below the folder given. */
  readonly path: string;
  readonly name: string;
  /** That of the folder around `trials/`. */
  readonly experiment: string;
}

/** artifacts/<shard>/results/<experiment>/trials: the folder of trials lies no deeper than this. */
const deepest = 4;

/**
 * All trial files of a folder of results, of one experiment's, or of a folder with several such.
 * @throws UserError if there is no such folder, or no trial in it
 */
export function trialFiles(folder: string): TrialFile[] {
  const files = below(folder, deepest);
  if (files.length === 0) {
    throw new UserError(
      `no trials: ${folder}\nexpected a folder of results, <experiment>/trials/*.json, or one with several such`,
    );
  }
  return files;
}

function below(folder: string, depth: number): TrialFile[] {
  return list(folder).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    const own = entry.name === "trials" ? trialsIn(path, basename(resolve(folder))) : [];
    return [...own, ...(depth > 1 ? below(path, depth - 1) : [])];
  });
}

const trialsIn = (folder: string, experiment: string): TrialFile[] =>
  list(folder)
    .filter(({ name }) => name.endsWith(".json"))
    .map(({ name }) => ({ path: join(folder, name), name, experiment }));

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such folder" : fileTrouble(error);
    if (why === undefined) throw error;
    throw new UserError(`cannot read ${folder}: ${why}\nexpected a folder of results`);
  }
}
