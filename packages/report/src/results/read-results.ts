import { UserError, didYouMean, fileTrouble, type Run } from "@gradlab/schema";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { readRun } from "./read-run.ts";

/** The newest run of an experiment that can be read, and the newer files that cannot. */
export interface ExperimentResult {
  readonly experiment: string;
  readonly run: Run;
  readonly file: string;
  readonly skipped: readonly string[];
  /** Its trials have ended so far, each by itself; the run has not. */
  readonly unfinished?: true;
}

/**
 * Reads `<resultsDir>/<experiment>/runs/*.json`; all experiments when none is named. That there are
 * none at all is a mistake, unless there is something else to show.
 */
export async function readResults(
  resultsDir: string,
  wanted: readonly string[],
  warn: (line: string) => void,
  { mayBeNone = false, read = readRun }: { mayBeNone?: boolean; read?: typeof readRun } = {},
): Promise<ExperimentResult[]> {
  const runFiles = await listRunFiles(resultsDir);
  if (runFiles.size === 0 && mayBeNone) return [];
  if (runFiles.size === 0) {
    throw new UserError(
      `no results: ${resultsDir}; expected at least one <experiment>/runs/*.json there\n` +
        "Run `pnpm exp run lr-sweep` first.",
    );
  }
  const known = [...runFiles.keys()];
  for (const name of wanted) {
    if (runFiles.has(name) || mayBeNone) continue;
    throw new UserError(
      `unknown experiment: ${name}; expected one with results in ${resultsDir}: ` +
        `${known.join(", ")}${didYouMean(name, known)}\nRun \`pnpm exp run\` with it first if it is new.`,
    );
  }
  const names = wanted.length === 0 ? known : [...new Set(wanted)].filter((it) => runFiles.has(it));
  const results: ExperimentResult[] = [];
  for (const experiment of names) {
    const result = await newestRun(resultsDir, experiment, runFiles.get(experiment)!, read, warn);
    if (result !== undefined) results.push(result);
  }
  if (results.length === 0 && !mayBeNone) {
    throw new UserError(
      `no readable results: ${names.join(", ")}; expected at least one valid run file\n` +
        `Run \`pnpm exp run ${names[0]}\` again.`,
    );
  }
  return results;
}

async function newestRun(
  resultsDir: string,
  experiment: string,
  files: readonly string[],
  read: typeof readRun,
  warn: (line: string) => void,
): Promise<ExperimentResult | undefined> {
  const skipped: string[] = [];
  for (const file of files) {
    const full = path.join(resultsDir, experiment, "runs", file);
    const { value: run, problem } = await read(full);
    if (run !== undefined) return { experiment, run, file, skipped };
    warn(`run file skipped: ${full}; ${problem}`);
    skipped.push(file);
  }
  warn(`no readable run: ${experiment}; run \`pnpm exp run ${experiment}\` again`);
  return undefined;
}

/** Experiment → names of its run files, the newest first. */
async function listRunFiles(resultsDir: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const experiment of (await list(resultsDir)).toSorted()) {
    const files = await runFileNames(resultsDir, experiment);
    if (files.length > 0) found.set(experiment, files);
  }
  return found;
}

/** Names of an experiment's run files, the newest first. */
export async function runFileNames(resultsDir: string, experiment: string): Promise<string[]> {
  const names = await list(path.join(resultsDir, experiment, "runs"));
  return names
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .toReversed();
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot read results: ${folder}; ${trouble}\nChoose another with --results.`,
    );
  }
}
