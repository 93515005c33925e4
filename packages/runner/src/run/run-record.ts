import { shown, type Run, type Trial, type Verdict } from "@gradlab/schema";
import type { LoadedData } from "../data.ts";
import type { Plan } from "../experiment/resolve.ts";
import { errorLine } from "../error-line.ts";
import { sameJson } from "../experiment/same-json.ts";
import type { PointTrials } from "../judge/point-trials.ts";
import { curves, exampleTables, summaries } from "../judge/summarize.ts";
import { provenanceNow } from "../results/provenance.ts";
import type { StoredTrial } from "../results/store.ts";

const longestError = 300;

interface RunFacts {
  readonly root: string;
  readonly command: string;
  readonly startedAt: string;
  readonly plan: Plan;
  readonly data: LoadedData;
  readonly stored: readonly StoredTrial[];
  /** By the name of a trial's file. */
  tablesOf(name: string): Trial["tables"];
  readonly executed: ReadonlySet<string>;
  readonly points: readonly PointTrials[];
  readonly verdicts: Verdict[];
}

/** A finished run as its file holds it. */
export function runRecord(facts: RunFacts): Run {
  const { plan, data, points } = facts;
  const fileOf = new Map(facts.stored.map(({ name, trial }) => [trial.key, name]));
  return {
    formatVersion: 1,
    experiment: plan.name,
    command: facts.command,
    startedAt: facts.startedAt,
    endedAt: new Date().toISOString(),
    config: plan.experiment,
    configOrigins: plan.origins,
    dataset: data.record,
    ...(data.standInReason !== undefined && { standInReason: data.standInReason }),
    trials: facts.stored.map(({ name, trial }) => ({
      key: trial.key,
      file: name,
      seed: trial.seed,
      sweepPoint: trial.sweepPoint,
      status: trial.status,
      ...(trial.error !== undefined && { error: errorSentence(trial.error) }),
      executed: facts.executed.has(trial.key),
    })),
    summaries: summaries(points),
    curves: curves(points),
    tables: exampleTables(points, ({ key }) => facts.tablesOf(fileOf.get(key)!)),
    diagnoses: facts.stored.flatMap(({ trial: { sweepPoint, seed, diagnoses } }) =>
      diagnoses.map((it) => ({ sweepPoint, seed, ...it })),
    ),
    verdicts: facts.verdicts,
    provenance: provenanceNow(facts.root),
  };
}

const errorSentence = (error: string) => shown(errorLine(error).split("\n")[0]!, longestError);

/** Whether a stored run already says what this one would: nothing to write then. */
export function tellsTheSame(stored: Run | undefined, run: Run): boolean {
  if (stored === undefined) return false;
  const told = ({ config, dataset, trials, verdicts }: Run) => ({
    config,
    dataset,
    verdicts,
    keys: trials.map(({ key }) => key),
  });
  return sameJson(told(stored), told(run));
}
