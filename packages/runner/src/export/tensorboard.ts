import { UserError, fileTrouble, type Run } from "@gradlab/schema";
import { existsSync, mkdirSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { eventFile } from "./event-file.ts";
import type { RunTrial } from "./newest-run.ts";
import { trialScalars } from "./scalars.ts";

/** The names this export gives, so that it replaces its own files and no others. */
const ownFile = /^events\.out\.tfevents\.\d+\.gradlab$/;

export interface Exported {
  readonly folder: string;
  /** Trials with an event file. */
  readonly trials: number;
  /** Trials that recorded nothing, such as failed ones. */
  readonly empty: number;
  /** Event files of earlier exports that were removed. */
  readonly removed: number;
}

/** Writes `dir/<experiment>/<trial>/events.out.tfevents.<seconds>.gradlab`, a run for each trial. */
export async function exportTensorBoard(
  run: Run,
  trials: readonly RunTrial[],
  dir: string,
): Promise<Exported> {
  const files = trials.flatMap(({ file, trial }) => {
    const scalars = trialScalars(trial);
    const wallTime = Date.parse(trial.provenance.createdAt) / 1000;
    const name = `events.out.tfevents.${Math.floor(wallTime)}.gradlab`;
    return scalars.length === 0
      ? []
      : [{ slug: basename(file, ".json"), name, bytes: eventFile(wallTime, scalars) }];
  });
  if (files.length === 0) {
    throw new UserError(
      `nothing to export: ${run.experiment} recorded no evaluation and no loss over steps\n` +
        `expected trials of task train that ended, these are of task ${run.config.task}; ` +
        `\`pnpm report ${run.experiment}\` shows what there is`,
    );
  }
  const folder = join(dir, run.experiment);
  try {
    const written = new Set<string>();
    for (const { slug, name, bytes } of files) {
      makeFolder(join(folder, slug));
      await writeFileAtomic(join(folder, slug, name), bytes);
      written.add(join(slug, name));
    }
    const removed = removeOthers(folder, written);
    return { folder, trials: files.length, empty: trials.length - files.length, removed };
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot write to ${folder}: ${trouble}\nexpected a folder that can be written, or a new one`,
    );
  }
}

/** One folder after the other: Node's recursive mkdir never returns where the parent exists and refuses with ENOENT, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Removes what earlier exports left, as TensorBoard reads all event files that it finds. */
function removeOthers(folder: string, written: ReadonlySet<string>): number {
  let removed = 0;
  for (const slug of readdirSync(folder, { withFileTypes: true })) {
    if (!slug.isDirectory()) continue;
    const names = readdirSync(join(folder, slug.name));
    const old = names.filter((it) => ownFile.test(it) && !written.has(join(slug.name, it)));
    for (const name of old) unlinkSync(join(folder, slug.name, name));
    if (old.length > 0 && old.length === names.length) rmdirSync(join(folder, slug.name));
    removed += old.length;
  }
  return removed;
}
