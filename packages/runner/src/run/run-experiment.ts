import { randomBytes } from "node:crypto";
import { tasks, type Run, type Trial, type Verdict } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import type { PointTrials } from "../judge/point-trials.ts";
import { judge } from "../judge/verdicts.ts";
import { lean, type ResultStore, type StoredTrial } from "../results/store.ts";
import { executeTrials, type TrialOptions } from "./execute-trials.ts";
import type { RunObserver } from "./observer.ts";
import { PlannedTrials, type PlannedTrial } from "./planned-trials.ts";
import { runRecord, tellsTheSame } from "./run-record.ts";
import { storedTrials } from "./stored-trials.ts";

/** With `saveParams` a training trial without its file of params counts as missing. */
export interface RunOptions extends TrialOptions {
  /** Judge what is stored, execute nothing. */
  readonly storedOnly: boolean;
  readonly command: string;
}

export interface RunOutcome {
  readonly run: Run;
  /** The file written; undefined when a stored run says the same already. */
  readonly file?: string;
  readonly executed: number;
  readonly missing: readonly PlannedTrial[];
  readonly trials: readonly Trial[];
}

/** Executes what is missing, judges, adds seeds while a claim is inconclusive, and writes the run. */
export async function runExperiment(
  plan: Plan,
  data: LoadedData,
  store: ResultStore,
  options: RunOptions,
  observer: RunObserver,
): Promise<RunOutcome> {
  const startedAt = new Date().toISOString();
  const planned = new PlannedTrials(plan, data);
  const results = new Map<string, StoredTrial>();
  const executed = new Set<string>();
  const missing = () => planned.all.filter(({ key }) => !results.has(key));
  const areStored = (trials: readonly PlannedTrial[]) =>
    storedTrials(trials, store, false, observer.notice).size === trials.length;

  let points: PointTrials[];
  let verdicts: Verdict[];
  do {
    if (!options.force) {
      const found = storedTrials(missing(), store, options.saveParams, observer.notice);
      for (const [key, it] of found) results.set(key, it);
    }
    const trials = missing();
    if (trials.length > 0 && !options.storedOnly) {
      await store.prepare();
      const part = { total: planned.all.length, trials };
      for (const it of await executeTrials(plan, data, part, store, options, observer)) {
        results.set(it.trial.key, it);
        executed.add(it.trial.key);
      }
    }
    points = pointTrials(planned, results);
    verdicts = judge(plan.claims, points, {
      dataset: data.record.name,
      exact: !tasks[plan.experiment.task].random,
      looks: planned.looks,
    });
  } while (planned.addSeeds(verdicts, options.storedOnly ? areStored : undefined));

  const stored = planned.all.flatMap(({ key }) => results.get(key) ?? []);
  const { root, command } = options;
  const run = runRecord({
    root,
    command,
    startedAt,
    plan,
    data,
    stored,
    tablesOf: (name) => {
      const tables = store.tablesOf(name);
      if (tables === undefined) observer.notice(gone(plan, name));
      return tables ?? {};
    },
    executed,
    points,
    verdicts,
  });
  const outcome: RunOutcome = {
    run,
    executed: executed.size,
    missing: missing(),
    trials: stored.map(({ trial }) => trial),
  };
  const isKnown = executed.size === 0 && tellsTheSame(store.latestRun(), run);
  if (options.storedOnly || isKnown) return outcome;
  await store.prepare();
  return { ...outcome, file: await store.writeRun(run, randomBytes(2).toString("hex")) };
}

const gone = ({ name: experiment }: Plan, trialFile: string) =>
  `a trial file is gone, or cannot be read any more: results/${experiment}/trials/${trialFile}; ` +
  "the run is written without its tables, the next run computes the trial again";

/** What a run would execute now. */
export function missingTrials(
  plan: Plan,
  data: LoadedData,
  store: ResultStore,
  notice: (sentence: string) => void,
): PlannedTrial[] {
  const { all } = new PlannedTrials(plan, data);
  const stored = store.findTrials(new Set(all.map(({ key }) => key)), notice, lean);
  return all.filter(({ key }) => !stored.has(key));
}

function pointTrials(
  planned: PlannedTrials,
  results: ReadonlyMap<string, StoredTrial>,
): PointTrials[] {
  return [...planned.byPoint].map(([{ sweepPoint }, trials]) => ({
    sweepPoint,
    trials: trials.flatMap(({ key }) => results.get(key)?.trial ?? []),
  }));
}
