import type { Baseline, ComparedTrial, SweepPoint } from "@gradlab/schema";
import { changedKeys, type ChangedKey } from "../experiment/changed-keys.ts";
import { statistics, type Statistics } from "../judge/interval.ts";
import { comparedValue } from "./compared-run.ts";
import { isIdentical, pairedPoints, pairedValues, type Pair, type PairedPoint } from "./pairs.ts";

/** A metric over the seeds that both have: the second less the first, seed by seed. */
export interface MetricDifference {
  readonly metric: string;
  readonly before: number;
  readonly after: number;
  readonly difference: Statistics;
}

export interface PointComparison {
  readonly sweepPoint: SweepPoint;
  /** Seeds of both, and how many of them came out with the same bits. */
  readonly pairs: number;
  readonly identical: number;
  /** Seeds that only one of the two has. */
  readonly onlyBefore: readonly number[];
  readonly onlyAfter: readonly number[];
  /** Trials that did not complete in one of the two, as "seed 2: complete, then diverged". */
  readonly odd: readonly string[];
  readonly metrics: readonly MetricDifference[];
  /** Means of a sweepPoint that only one of the two has. */
  readonly alone: readonly MetricMean[];
}

export interface MetricMean {
  readonly metric: string;
  readonly mean: number;
}

export interface Comparison {
  readonly config: readonly ChangedKey[];
  readonly data?: { readonly from: string; readonly to: string };
  readonly math?: { readonly from: string; readonly to: string };
  readonly points: readonly PointComparison[];
  readonly isIdentical: boolean;
}

/** Two runs of one experiment, paired by sweepPoint and seed. */
export function compare(before: Baseline, after: Baseline): Comparison {
  const points = pairedPoints(before, after).map(comparePoint);
  const data = { from: before.dataset.checksum, to: after.dataset.checksum };
  const math = { from: before.provenance.mathVersion, to: after.provenance.mathVersion };
  return {
    config: changedKeys(withoutWords(before.config), withoutWords(after.config)),
    ...(data.from !== data.to && { data }),
    ...(math.from !== math.to && { math }),
    points,
    isIdentical: points.every(
      ({ pairs, identical, onlyBefore, onlyAfter }) =>
        identical === pairs && onlyBefore.length + onlyAfter.length === 0,
    ),
  };
}

/** What is said of an experiment changes no result. */
function withoutWords(config: Baseline["config"]): unknown {
  const { title: _t, question: _q, claims: _c, source: _s, chapter: _h, ...rest } = config;
  return rest;
}

function comparePoint(point: PairedPoint): PointComparison {
  const { sweepPoint, pairs, before, after, onlyBefore, onlyAfter } = point;
  const names = new Set(pairs.flatMap((pair) => pair.flatMap((it) => Object.keys(it.metrics))));
  return {
    sweepPoint,
    pairs: pairs.length,
    identical: pairs.filter(isIdentical).length,
    onlyBefore,
    onlyAfter,
    odd: pairs
      .filter(([x, y]) => x.status !== "complete" || y.status !== "complete")
      .map(([x, y]) => `seed ${x.seed}: ${x.status}, then ${y.status}`),
    metrics: [...names].flatMap((name) => metricDifference(name, pairs) ?? []),
    alone: before.length === 0 ? means(after) : after.length === 0 ? means(before) : [],
  };
}

function means(trials: readonly ComparedTrial[]): MetricMean[] {
  const names = new Set(trials.flatMap(({ metrics }) => Object.keys(metrics)));
  return [...names].flatMap((metric) => {
    const values = trials
      .map((trial) => comparedValue(trial, metric))
      .filter((value) => value !== undefined);
    return values.length === 0 ? [] : [{ metric, mean: statistics(values).mean }];
  });
}

function metricDifference(metric: string, pairs: readonly Pair[]): MetricDifference | undefined {
  const values = pairedValues(metric, pairs);
  if (values.length === 0) return undefined;
  return {
    metric,
    before: statistics(values.map(([x]) => x)).mean,
    after: statistics(values.map(([, y]) => y)).mean,
    difference: statistics(values.map(([x, y]) => y - x)),
  };
}
