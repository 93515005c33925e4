import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import {
  readNumber,
  type Baseline,
  type ComparedTrial,
  type Run,
  type Trial,
} from "@gradlab/schema";
import { reproducible } from "../run/first-difference.ts";

/**
 * What is kept of a run to compare others with: of each trial the bits, and the metrics that count, which
 * are those of the claims and what another run has kept.
 */
export function comparedRun(run: Run, trials: readonly Trial[], other?: Baseline): Baseline {
  const { experiment, config, dataset, provenance } = run;
  const counted = new Set([
    ...run.verdicts.map(({ metric }) => metric),
    ...(other?.trials.flatMap(({ metrics }) => Object.keys(metrics)) ?? []),
    "test.accuracy",
  ]);
  return {
    formatVersion: 1,
    experiment,
    config,
    dataset,
    provenance,
    trials: trials.map((trial) => comparedTrial(trial, counted)),
  };
}

function comparedTrial(trial: Trial, counted: ReadonlySet<string>): ComparedTrial {
  const { sweepPoint, seed, status } = trial;
  // What is said of a result is no result: another wording of a diagnosis leaves the bits as they are.
  const { diagnoses: _, ...result } = reproducible(trial);
  const bits = createHash("sha256").update(canonicalize(result)!).digest("hex");
  const metrics = Object.entries(trial.metrics).filter(([name]) => counted.has(name));
  return {
    sweepPoint,
    seed,
    status,
    bits: bits.slice(0, 16),
    metrics: Object.fromEntries(metrics),
  };
}

/** Finite, or undefined. */
export function comparedValue({ metrics }: ComparedTrial, name: string): number | undefined {
  const value = readNumber(metrics[name] ?? null);
  return value === null || !Number.isFinite(value) ? undefined : value;
}
