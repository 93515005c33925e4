import type { Experiment, Run, Trial } from "@gradlab/schema";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { ExperimentResult } from "../results/read-results.ts";
import type { readTrial } from "../results/read-trial.ts";

/**
 * The trials of an experiment that ended after its newest run and belong to none, as a run in which each
 * stands by itself: nothing is summed up.
 */
export async function unfinishedRun(
  resultsDir: string,
  experiment: string,
  newest: Run | undefined,
  read: typeof readTrial,
): Promise<ExperimentResult | undefined> {
  const folder = path.join(resultsDir, experiment, "trials");
  const told = new Set(newest?.trials.map(({ file }) => file));
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json") && !told.has(name)).toSorted();
  const all = await Promise.all(
    files.map(async (file) => ({ file, trial: await read(path.join(folder, file)) })),
  );
  const since = newest === undefined ? 0 : Date.parse(newest.endedAt);
  const ended = all.flatMap(({ file, trial }) =>
    trial !== undefined && Date.parse(trial.provenance.createdAt) > since ? [{ file, trial }] : [],
  );
  if (ended.length === 0) return undefined;
  const run = remember(experiment, ended, newest);
  return { experiment: `${experiment} running`, run, file: "", skipped: [], unfinished: true };
}

const known = new Map<string, { readonly of: readonly unknown[]; readonly run: Run }>();

/** The same object as long as the trials are the same. */
function remember(experiment: string, ended: readonly Ended[], newest: Run | undefined): Run {
  const of = [newest, ...ended.map(({ trial }) => trial)];
  const found = known.get(experiment);
  if (found?.of.length === of.length && of.every((it, i) => it === found.of[i])) return found.run;
  const run = runOf(experiment, ended, newest);
  known.set(experiment, { of, run });
  return run;
}

interface Ended {
  readonly file: string;
  readonly trial: Trial;
}

/** Of one seed each value is its own mean. */
function runOf(experiment: string, ended: readonly Ended[], newest: Run | undefined): Run {
  const { config, dataset, provenance } = ended[0]!.trial;
  const question = { question: "What comes of it so far?", seeds: 1, claims: [], sweep: {} };
  const told = newest?.config ?? ({ title: experiment, ...question, ...config } as Experiment);
  const seeds = new Set(ended.map(({ trial }) => trial.seed)).size > 1;
  const trials = ended.map(({ file, trial }) => ({
    file,
    ...trial,
    sweepPoint: seeds ? { ...trial.sweepPoint, seed: trial.seed } : trial.sweepPoint,
  }));
  const created = trials.map((it) => it.provenance.createdAt).toSorted();
  return {
    formatVersion: 1,
    experiment,
    command: `pnpm exp run ${experiment}`,
    startedAt: created[0]!,
    endedAt: created.at(-1)!,
    config: { ...told, title: `${told.title}, as it runs`, claims: [] },
    configOrigins: newest?.configOrigins ?? {},
    dataset,
    trials: trials.map(({ key, file, seed, sweepPoint, status, error }) => ({
      key,
      file,
      seed,
      sweepPoint,
      status,
      ...(error !== undefined && { error }),
      executed: true,
    })),
    summaries: trials.flatMap(({ sweepPoint, metrics }) =>
      Object.entries(metrics).map(([metric, value]) => ({
        sweepPoint,
        metric,
        n: value === null ? 0 : 1,
        missing: value === null ? 1 : 0,
        mean: value,
        sd: null,
        min: value,
        max: value,
        interval: null,
      })),
    ),
    curves: trials.flatMap(({ sweepPoint, series }) =>
      Object.entries(series).flatMap(([name, { columns }]) =>
        Object.entries(columns).flatMap(([column, mean]) => {
          const none = mean.map(() => null);
          const step = columns["step"]!.map(Number);
          return column === "step"
            ? []
            : [{ sweepPoint, series: name, column, n: 1, step, mean, low: none, high: none }];
        }),
      ),
    ),
    tables: trials.flatMap(({ sweepPoint, seed, tables }) =>
      Object.entries(tables).map(([table, columns]) => ({ sweepPoint, seed, table, columns })),
    ),
    diagnoses: trials.flatMap(({ sweepPoint, seed, diagnoses }) =>
      diagnoses.map((it) => ({ sweepPoint, seed, ...it })),
    ),
    verdicts: [],
    provenance,
  };
}
