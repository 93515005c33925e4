import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
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
 * what killed processes left. Where a run cannot be read all its trials might be, so that none is named.
 */
export function garbageOf(root: string, experiment: string, now: number): Garbage[] {
  const folder = join("results", experiment);
  const referred = referredTrials(join(root, folder, "runs"));
  const found = (sub: string, why: (name: string, ageMs: number) => Garbage["why"] | undefined) =>
    entries(join(root, folder, sub)).flatMap((name): Garbage[] => {
      const file = join(folder, sub, name);
      const stat = statSync(join(root, file), { throwIfNoEntry: false }); // it may have been renamed
      const reason = stat && why(name, now - stat.mtimeMs);
      return reason ? [{ file, bytes: stat.size, why: reason }] : [];
    });
  const leftover = (name: string, ageMs: number) => {
    if (name.endsWith(".broken")) return "set aside as broken";
    return isUnfinished(name) && ageMs > hourMs ? "left half-written" : undefined;
  };
  return [
    ...found("trials", (name, ageMs) => {
      const trial = name.replace(/\.(params|checkpoints)\.safetensors$/, ".json");
      if (!trial.endsWith(".json")) return leftover(name, ageMs);
      return referred && !referred.has(trial) ? "no run refers to it" : undefined;
    }),
    ...found("runs", leftover),
  ];
}

export function remove(root: string, garbage: readonly Garbage[]): void {
  for (const { file } of garbage) rmSync(join(root, file), { force: true });
}

/** Names of the trial files that runs refer to; undefined where a run cannot be read. */
function referredTrials(runs: string): Set<string> | undefined {
  try {
    const files = entries(runs).filter((name) => name.endsWith(".json"));
    return new Set(
      files.flatMap((name) => {
        const { trials } = JSON.parse(readFileSync(join(runs, name), "utf8")) as {
          trials: { file: string }[];
        };
        return trials.map(({ file }) => file);
      }),
    );
  } catch {
    return undefined;
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
