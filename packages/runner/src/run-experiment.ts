import { randomBytes } from "node:crypto";
import type { Run, SweepPoint, Trial, Verdict } from "@gradlab/schema";
import type { LoadedData } from "./data.ts";
import { ThreadExecutor } from "./executor/threads.ts";
import type { Executor, ExecutorSignals, TrialJob } from "./executor/contract.ts";
import type { Plan } from "./experiment/resolve.ts";
import type { PlannedPoint } from "./experiment/sweep.ts";
import { sameJson } from "./experiment/same-json.ts";
import type { PointTrials } from "./judge/point-trials.ts";
import { curves, summaries } from "./judge/summarize.ts";
import { judge } from "./judge/verdicts.ts";
import { trialFileName, trialKey } from "./results/key.ts";
import { mathVersion } from "./results/math-version.ts";
import { provenanceNow } from "./results/provenance.ts";
import type { ResultStore } from "./results/store.ts";

/** A trial that the plan asks for, and where its result is found. */
export interface PlannedTrial {
  readonly point: PlannedPoint;
  readonly seed: number;
  readonly key: string;
}

/** What the outside hears while a run goes on. */
export interface RunObserver {
  notice(sentence: string): void;
  /** Before trials are executed; again when inconclusive claims add seeds. */
  begin(planned: { total: number; stored: number; trials: readonly PlannedTrial[] }): void;
  progress(trial: PlannedTrial, step: number): void;
  ended(trial: PlannedTrial, result: Trial): void;
  /** All of `begin`'s trials have ended, or an error has ended them. */
  finished(): void;
}

export interface RunOptions {
  readonly root: string;
  readonly workers: number;
  readonly force: boolean;
  /** Judge what is stored, execute nothing. */
  readonly storedOnly: boolean;
  readonly command: string;
  readonly signals: ExecutorSignals;
}

export interface RunOutcome {
  readonly run: Run;
  /** The file written; undefined when nothing was executed and a run file was there. */
  readonly file?: string;
  readonly executed: number;
  readonly missing: readonly PlannedTrial[];
  readonly trials: readonly Trial[];
}

/** Thrown when signals ended a run before its trials were all there. */
export class Interrupted extends Error {
  override name = "Interrupted";
  readonly kept: number;
  readonly total: number;

  constructor(kept: number, total: number) {
    super("interrupted");
    this.kept = kept;
    this.total = total;
  }
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
  const provenance = provenanceNow(options.root);
  const executedKeys = new Set<string>();
  const found = new Map<string, { name: string; trial: Trial }>();
  let executor: Executor | undefined;
  const seedsOf = new Map(plan.points.map(({ sweepPoint }) => [sweepPoint, plan.experiment.seeds]));
  const planned = () =>
    plan.points.flatMap((point) =>
      Array.from({ length: seedsOf.get(point.sweepPoint)! }, (_, i) =>
        planTrial(point, i + 1, data),
      ),
    );

  if (!options.storedOnly) await store.prepare();
  let verdicts: Verdict[];
  let missing: PlannedTrial[];
  let points: PointTrials[];
  while (true) {
    const all = planned();
    const unknown = all.filter(({ key }) => !found.has(key));
    if (!options.force) {
      const stored = store.findTrials(new Set(unknown.map(({ key }) => key)), observer.notice);
      for (const [key, trial] of stored) found.set(key, trial);
    }
    missing = all.filter(({ key }) => !found.has(key));
    if (missing.length > 0 && !options.storedOnly) {
      observer.begin({ total: all.length, stored: all.length - missing.length, trials: missing });
      executor ??= new ThreadExecutor(options.workers, data.training());
      try {
        await executeMissing(executor, missing);
      } finally {
        observer.finished();
      }
      if (missing.some(({ key }) => !found.has(key))) {
        throw new Interrupted(found.size, all.length);
      }
      missing = [];
    }
    points = pointTrials();
    verdicts = judge(plan.claims, points, data.record.name);
    if (options.storedOnly || !addSeeds(verdicts)) break;
  }

  const all = planned().filter(({ key }) => found.has(key));
  const run: Run = {
    formatVersion: 1,
    experiment: plan.name,
    command: options.command,
    startedAt,
    endedAt: new Date().toISOString(),
    config: plan.experiment,
    configOrigins: plan.origins,
    dataset: data.record,
    ...(data.standInReason !== undefined && { standInReason: data.standInReason }),
    trials: all.map(({ key, seed, point }) => ({
      key,
      file: found.get(key)!.name,
      seed,
      sweepPoint: point.sweepPoint,
      status: found.get(key)!.trial.status,
      executed: executedKeys.has(key),
    })),
    summaries: summaries(points),
    curves: curves(points),
    verdicts,
    provenance,
  };
  const trials = all.map(({ key }) => found.get(key)!.trial);
  const outcome = { run, executed: executedKeys.size, missing, trials };
  if (options.storedOnly || (executedKeys.size === 0 && tellsTheSame(store.latestRun(), run)))
    return outcome;
  return { ...outcome, file: await store.writeRun(run, randomBytes(2).toString("hex")) };

  async function executeMissing(
    executor: Executor,
    trials: readonly PlannedTrial[],
  ): Promise<void> {
    const jobs = trials.map(({ point, seed }, id): TrialJob => ({
      id,
      config: point.config,
      seed,
    }));
    for await (const event of executor.execute(jobs, options.signals)) {
      const trial = trials[event.id]!;
      if (event.type === "progress") {
        observer.progress(trial, event.step);
        continue;
      }
      const { point, seed, key } = trial;
      const result: Trial = {
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
      await store.writeTrial(name, result);
      found.set(key, { name, trial: result });
      executedKeys.add(key);
      observer.ended(trial, result);
    }
  }

  function pointTrials(): PointTrials[] {
    return plan.points.map((point) => ({
      sweepPoint: point.sweepPoint,
      trials: Array.from(
        { length: seedsOf.get(point.sweepPoint)! },
        (_, i) => planTrial(point, i + 1, data).key,
      )
        .map((key) => found.get(key)?.trial)
        .filter((trial) => trial !== undefined),
    }));
  }

  /** Doubles the seeds of the sweepPoints that inconclusive claims are about; false when none may grow. */
  function addSeeds(verdicts: readonly Verdict[]): boolean {
    const open = verdicts
      .flatMap(({ checks }) => checks)
      .filter(({ verdict, limit }) => verdict === "inconclusive" && limit !== null)
      .flatMap(({ sweepPoint, against }): SweepPoint[] =>
        against ? [sweepPoint, against] : [sweepPoint],
      );
    let grown = false;
    for (const [point, seeds] of seedsOf) {
      if (seeds >= plan.maxSeeds || !open.some((it) => sameJson(it, point))) continue;
      seedsOf.set(point, Math.min(plan.maxSeeds, seeds * 2));
      grown = true;
    }
    return grown;
  }
}

/** What a run would execute now. */
export function missingTrials(
  plan: Plan,
  data: LoadedData,
  store: ResultStore,
  notice: (sentence: string) => void,
): PlannedTrial[] {
  const all = plan.points.flatMap((point) =>
    Array.from({ length: plan.experiment.seeds }, (_, i) => planTrial(point, i + 1, data)),
  );
  const stored = store.findTrials(new Set(all.map(({ key }) => key)), notice);
  return all.filter(({ key }) => !stored.has(key));
}

function planTrial(point: PlannedPoint, seed: number, data: LoadedData): PlannedTrial {
  const identity = {
    config: point.config,
    seed,
    datasetChecksum: data.record.checksum,
    mathVersion: mathVersion(),
  };
  return { point, seed, key: trialKey(identity) };
}

/** Whether a stored run already says what this one would: nothing to write then. */
function tellsTheSame(stored: Run | undefined, run: Run): boolean {
  if (stored === undefined) return false;
  const told = ({ config, dataset, trials, verdicts }: Run) => ({
    config,
    dataset,
    verdicts,
    keys: trials.map(({ key }) => key),
  });
  return sameJson(told(stored), told(run));
}
