import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run as runSchema } from "@gradlab/schema";
import { readStored } from "./read-stored.ts";
import { isUnfinished } from "./write-whole.ts";

/** A file that nothing needs. */
export interface Garbage {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly why: "no run refers to it" | "set aside as broken" | "left half-written";
}

/** A temporary file younger than this may belong to a process that is writing it. */
const hourMs = 3_600_000;

/** Experiments that have results, whether their files in experiments/ are still there or not. */
export function experimentsWithResults(root: string): string[] {
  return entries(join(root, "results")).filter(
    (name) => entries(join(root, "results", name, "trials")).length > 0,
  );
}

/**
 * What `results/<experiment>` keeps for nobody: trials in no run, with their params, files set aside and
 * what killed processes left. Trials younger than the newest run are kept, and told of: they are those of a
 * run that goes on, or was broken off and can go on. A run that cannot be read is told of too: any trial
 * might be its own, so that none is named.
 */
export function garbageOf(
  root: string,
  experiment: string,
  now: number,
  notice: (sentence: string) => void,
): Garbage[] {
  const folder = join("results", experiment);
  const referred = referredTrials(root, join(folder, "runs"), notice);
  const found = (sub: string, why: (name: string, ageMs: number) => Garbage["why"] | undefined) =>
    entries(join(root, folder, sub)).flatMap((name): Garbage[] => {
      const file = join(folder, sub, name);
      const stat = lstatSync(join(root, file), { throwIfNoEntry: false }); // it may have been renamed
      const reason = stat?.isDirectory() === false && why(name, now - stat.mtimeMs);
      return reason ? [{ file, bytes: stat.size, why: reason }] : [];
    });
  const leftover = (name: string, ageMs: number) => {
    if (name.endsWith(".broken")) return "set aside as broken";
    return isUnfinished(name) && ageMs > hourMs ? "left half-written" : undefined;
  };
  const newestRunMs = newestTime(join(root, folder, "runs"));
  let young = 0;
  const trials = found("trials", (name, ageMs) => {
    const trial = name.replace(/\.(params|checkpoints)\.safetensors$/, ".json");
    if (!trial.endsWith(".json")) return leftover(name, ageMs);
    if (referred === undefined || referred.has(trial)) return undefined;
    if (now - ageMs < newestRunMs) return "no run refers to it";
    if (name === trial) young++;
    return undefined;
  });
  if (young > 0) {
    const which = young === 1 ? "1 trial is" : `${young} trials are`;
    notice(
      `${experiment}: ${which} younger than its newest run: kept, as a run may go on with them`,
    );
  }
  return [...trials, ...found("runs", leftover)];
}

export function remove(root: string, garbage: readonly Garbage[]): void {
  for (const { file } of garbage) rmSync(join(root, file), { force: true });
}

/** Names of the trial files that runs refer to; undefined where a run cannot be read. */
function referredTrials(
  root: string,
  runs: string,
  notice: (sentence: string) => void,
): Set<string> | undefined {
  const referred = new Set<string>();
  for (const name of entries(join(root, runs)).filter((it) => it.endsWith(".json"))) {
    const file = join(runs, name);
    const read = readStored(runSchema, join(root, file), file);
    if ("problem" in read) {
      notice(`cannot read ${file}: ${read.problem}; every trial beside it is kept`);
      return undefined;
    }
    for (const trial of read.value.trials) referred.add(trial.file);
  }
  return referred;
}

/** When the newest file of a folder was written, in ms since 1970; −∞ where there is none. */
function newestTime(folder: string): number {
  const times = entries(folder).map(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity,
  );
  return Math.max(-Infinity, ...times);
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
