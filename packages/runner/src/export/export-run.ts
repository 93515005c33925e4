import { UserError, type Run } from "@gradlab/schema";
import { readTrials, type RunTrial, type TrialEntry } from "./newest-run.ts";
import { rowsOf, type Rows } from "./rows.ts";
import { standardOutput, writeExport } from "./write-export.ts";

/** Where to: a folder for TensorBoard, a file or `-` for each other format that is asked for. */
export type Targets = Readonly<Partial<Record<Format | "tensorboard", string>>>;

const rowFormats = {
  csv: async (rows) => (await import("./csv.ts")).csvOf(rows),
  json: async (rows) => (await import("./json.ts")).jsonOf(rows),
  parquet: async (rows) => [(await import("./parquet.ts")).parquetOf(rows)],
} satisfies Record<string, (rows: Rows) => Promise<Iterable<string | Uint8Array>>>;

type RowFormat = keyof typeof rowFormats;
type ParamsFormat = "npz" | "safetensors";
type Format = RowFormat | ParamsFormat;

/** Writes these trials of a run to each of the targets; all that can be wrong before is found first. */
export async function exportRun(
  root: string,
  run: Run,
  entries: readonly TrialEntry[],
  targets: Targets,
  say: (sentence: string) => void,
): Promise<void> {
  const params = await paramsFiles(root, run, entries, targets);
  const trials = readTrials(root, run, entries);
  const rows = await rowsFiles(run, trials, targets);
  if (targets.tensorboard !== undefined) {
    const { exportTensorBoard } = await import("./tensorboard.ts");
    await exportTensorBoard(root, run, trials, targets.tensorboard, say);
  }
  for (const { target, chunks, says } of [...rows, ...params]) {
    if (target === standardOutput) {
      for (const chunk of chunks) process.stdout.write(chunk);
    } else {
      await writeExport(target, Buffer.concat(Array.from(chunks, (it) => Buffer.from(it))));
      say(`${run.experiment}: ${says} written to ${target}`);
    }
  }
}

interface File {
  readonly target: string;
  readonly chunks: Iterable<string | Uint8Array>;
  /** What is in it. */
  readonly says: string;
}

async function rowsFiles(run: Run, trials: readonly RunTrial[], targets: Targets): Promise<File[]> {
  const asked = (Object.keys(rowFormats) as RowFormat[]).filter((it) => targets[it] !== undefined);
  if (asked.length === 0) return [];
  const rows = rowsOf(trials.map(({ trial }) => trial));
  const counts = Array.from(rows.trials, ({ length }) => length);
  const count = counts.reduce((sum, n) => sum + n, 0);
  if (count === 0) {
    throw new UserError(
      `nothing to export: no trial of ${run.experiment} measured anything\n` +
        `\`pnpm exp show ${run.experiment}\` tells why`,
    );
  }
  const empty = counts.filter((n) => n === 0).length;
  const leftOut = empty === 0 ? "" : `, ${empty} left out that measured nothing,`;
  const says = `${counts.length - empty} trials${leftOut} in ${count} rows`;
  return Promise.all(
    asked.map(async (it) => ({ target: targets[it]!, chunks: await rowFormats[it](rows), says })),
  );
}

async function paramsFiles(
  root: string,
  run: Run,
  entries: readonly TrialEntry[],
  { npz, safetensors }: Targets,
): Promise<File[]> {
  if (npz === undefined && safetensors === undefined) return [];
  const { paramsOfOne } = await import("./params.ts");
  const saved = paramsOfOne(root, run, entries);
  const says = `params of seed ${entries[0]!.seed}`;
  return [
    ...(npz === undefined ? [] : [{ target: npz, chunks: [saved.npz()], says }]),
    ...(safetensors === undefined
      ? []
      : [{ target: safetensors, chunks: [saved.safetensors], says }]),
  ];
}
