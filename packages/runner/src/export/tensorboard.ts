import { UserError, fileTrouble, type Artifact, type Run } from "@gradlab/schema";
import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { realFiles } from "../results/files.ts";
import { writeWhole } from "../results/write-whole.ts";
import { eventFile } from "./event-file.ts";
import type { RunTrial } from "./newest-run.ts";
import { savedParams } from "./saved-params.ts";
import { trialEvents } from "./trial-events.ts";
import { makeFolder } from "./write-export.ts";

/** The names this export gives, so that it replaces its own files and no others. */
const ownFile = /^events\.out\.tfevents\.\d+\.gradlab$/;

/** Writes `dir/<experiment>/<trial>/events.out.tfevents.<seconds>.gradlab`, a run for each trial. */
export async function exportTensorBoard(
  root: string,
  run: Run,
  trials: readonly RunTrial[],
  dir: string,
  say: (sentence: string) => void,
): Promise<void> {
  const files = trials.flatMap(({ file, trial }) => {
    const wallTime = Date.parse(trial.provenance.createdAt) / 1000;
    const saved = (artifact: Artifact) => savedParams(root, run.experiment, file, artifact)?.params;
    const left = { params: saved("params"), checkpoints: saved("checkpoints") };
    const events = trialEvents(trial, left, wallTime);
    const name = `events.out.tfevents.${Math.floor(wallTime)}.gradlab`;
    return events.length === 0
      ? []
      : [{ slug: basename(file, ".json"), name, bytes: eventFile(wallTime, events) }];
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
      await writeWhole(realFiles, join(folder, slug, name), bytes);
      written.add(join(slug, name));
    }
    const removed = removeOthers(folder, written);
    say(`${run.experiment}: ${files.length} trials written to ${folder}`);
    const empty = trials.length - files.length;
    if (empty > 0) say(`${empty} trials left out: they recorded nothing over steps`);
    if (removed > 0) say(`${removed} files of an earlier export removed`);
    say(`Next: tensorboard --logdir ${/[^\w./-]/.test(dir) ? `'${dir}'` : dir}`);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot write to ${folder}: ${trouble}\nexpected a folder that can be written, or a new one`,
    );
  }
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
