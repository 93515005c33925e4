import { randomBytes } from "node:crypto";
import { tasks, type Provenance, type Run, type Trial, type Verdict } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { ExecutorSignals, TrialJob } from "../executor/contract.ts";
import type { KernelsName } from "../executor/kernels.ts";
import type { ThreadExecutor } from "../executor/threads.ts";
import type { Plan } from "../experiment/resolve.ts";
import type { PointTrials } from "../judge/point-trials.ts";
import { judge } from "../judge/verdicts.ts";
import { trialFileName } from "../results/key.ts";
import { provenanceNow } from "../results/provenance.ts";
import type { ResultStore, StoredTrial } from "../results/store.ts";
import { Interrupted, type RunObserver } from "./observer.ts";
import { PlannedTrials, type PlannedTrial } from "./planned-trials.ts";
import { runRecord, tellsTheSame } from "./run-record.ts";
import { storedTrials } from "./stored-trials.ts";

export interface RunOptions {
  readonly root: string;
  readonly workers: number;
  readonly kernels: KernelsName;
  readonly force: boolean;
  /** Judge what is stored, execute nothing. */
  readonly storedOnly: boolean;
  /** A training trial without its file of params counts as missing. */
  readonly saveParams: boolean;
  readonly command: string;
  readonly signals: ExecutorSignals;
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
  const execute = executeWith(plan, data, store, options, observer);
  const missing = () => planned.all.filter(({ key }) => !results.has(key));
  const areStored = (trials: readonly PlannedTrial[]) =>
    storedTrials(trials, store, false, observer.notice).size === trials.length;

  if (!options.storedOnly) await store.prepare();
  let points: PointTrials[];
  let verdicts: Verdict[];
  do {
    if (!options.force) {
      const found = storedTrials(missing(), store, options.saveParams, observer.notice);
      for (const [key, it] of found) results.set(key, it);
    }
    const trials = missing();
    if (trials.length > 0 && !options.storedOnly) {
      const total = planned.all.length;
      observer.begin({ total, stored: total - trials.length, trials });
      try {
        for await (const it of execute(trials)) {
          results.set(it.trial.key, it);
          executed.add(it.trial.key);
        }
      } finally {
        observer.finished();
      }
      if (missing().length > 0) throw new Interrupted(results.size, total);
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
  return { ...outcome, file: await store.writeRun(run, randomBytes(2).toString("hex")) };
}

/** What a run would execute now. */
export function missingTrials(
  plan: Plan,
  data: LoadedData,
  store: ResultStore,
  notice: (sentence: string) => void,
): PlannedTrial[] {
  const { all } = new PlannedTrials(plan, data);
  const stored = store.findTrials(new Set(all.map(({ key }) => key)), notice);
  return all.filter(({ key }) => !stored.has(key));
}

/** Executes trials and yields each when its file is written. The data set is made ready once. */
export function executeWith(
  plan: Plan,
  data: LoadedData,
  store: ResultStore,
  { root, workers, kernels, saveParams, signals }: RunOptions,
  observer: RunObserver,
) {
  let executor: ThreadExecutor | undefined;
  let provenance: Provenance | undefined;
  // Imported late: a run with nothing to do starts without the math.
  const threads = async () => {
    const { allocator, openKernels } = await import("../executor/kernels.ts");
    const { ThreadExecutor } = await import("../executor/threads.ts");
    const wasm = openKernels(kernels, observer.notice);
    return new ThreadExecutor(workers, await data.training(allocator(wasm)), wasm);
  };
  return async function* (trials: readonly PlannedTrial[]): AsyncIterable<StoredTrial> {
    executor ??= await threads();
    provenance ??= provenanceNow(root);
    const jobs = trials.map(({ point, seed }, id): TrialJob => ({
      id,
      config: point.config,
      seed,
      saveParams,
    }));
    for await (const event of executor.execute(jobs, signals)) {
      const planned = trials[event.id]!;
      if (event.type === "progress") {
        observer.progress(planned, event.step);
        continue;
      }
      const { point, seed, key } = planned;
      const trial: Trial = {
        formatVersion: 1,
        experiment: plan.name,
        key,
        sweepPoint: point.sweepPoint,
        seed,
        config: point.config,
        dataset: data.record,
        ...event.result,
        provenance: { ...provenance, createdAt: new Date().toISOString() },
      };
      const name = trialFileName(point.sweepPoint, seed, key);
      if (event.params) await store.writeParams(name, event.params);
      await store.writeTrial(name, trial);
      observer.ended(planned, trial);
      yield { name, trial };
    }
  };
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
