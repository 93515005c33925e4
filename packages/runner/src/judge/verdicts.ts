import {
  comparisons,
  type Check,
  type Comparison,
  type SweepPoint,
  type Verdict,
  type VerdictWord,
} from "@gradlab/schema";
import type { PlannedClaim } from "../experiment/claims.ts";
import { sameJson } from "../experiment/same-json.ts";
import { statistics } from "./interval.ts";
import { metricOf, type PointTrials } from "./point-trials.ts";

/** A claim's verdict is the worst of its checks, one for each sweepPoint that it is about. */
export function judge(
  claims: readonly PlannedClaim[],
  points: readonly PointTrials[],
  dataset: string,
): Verdict[] {
  return claims.map((planned) => {
    const checks = planned.points.map((point) => check(planned, point, points, dataset));
    const { says, metric } = planned.claim;
    return { says, metric, verdict: worst(checks.map((it) => it.verdict)), checks };
  });
}

export function worst(verdicts: readonly VerdictWord[]): VerdictWord {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

function check(
  { claim, against }: PlannedClaim,
  sweepPoint: SweepPoint,
  points: readonly PointTrials[],
  dataset: string,
): Check {
  const comparison = comparisons.find((name) => claim[name] !== undefined)!;
  const own = valuesBySeed(points, sweepPoint, claim.metric);
  const other = against && valuesBySeed(points, against, claim.metric);
  const limit = limitOf(claim[comparison]!, dataset);
  const about = { sweepPoint, comparison, limit, ...(against && { against }) };
  const unjudged = (verdict: VerdictWord, reason: string, n = 0): Check => ({
    ...about,
    verdict,
    value: null,
    interval: null,
    n,
    margin: null,
    reason,
  });
  if (limit === null)
    return unjudged("inconclusive", `no limit is given for the data set ${dataset}`);
  const missing = own.missing + (other?.missing ?? 0);
  if (missing > 0)
    return unjudged(
      "fail",
      `${missing} of ${own.total + (other?.total ?? 0)} trials have no ${claim.metric}`,
    );

  // Pairs of one seed share initial params and batches, so their difference varies less than either.
  const values = other
    ? [...own.values]
        .filter(([seed]) => other.values.has(seed))
        .map(([seed, value]) => value - other.values.get(seed)!)
    : [...own.values.values()];
  if (values.length === 0) return unjudged("fail", "no trial has been run");
  const { n, mean, interval } = statistics(values);
  const { from, to } = allowed(comparison, limit);
  const margin = Math.min(mean - from, to - mean);
  const verdict = verdictOf(interval, from, to);
  return { ...about, verdict, value: mean, interval, n, margin, reason: reasonOf(verdict, n) };
}

/** The range in which the value, or the difference, bears the claim out. */
function allowed(comparison: Comparison, limit: number): { from: number; to: number } {
  return {
    atLeast: { from: limit, to: Infinity },
    atMost: { from: -Infinity, to: limit },
    above: { from: limit, to: Infinity },
    below: { from: -Infinity, to: -limit },
    within: { from: -limit, to: limit },
  }[comparison];
}

/** Whether all of the interval lies in the range, none of it, or some. */
function verdictOf(interval: [number, number] | null, from: number, to: number): VerdictWord {
  if (interval === null) return "inconclusive";
  const [low, high] = interval;
  if (low >= from && high <= to) return "pass";
  return high < from || low > to ? "fail" : "inconclusive";
}

function reasonOf(verdict: VerdictWord, n: number): string {
  if (n < 2) return "one seed has no interval; use --seeds 3";
  return {
    pass: "the 95 % interval lies on the right side of the limit",
    fail: "the 95 % interval lies on the wrong side of the limit",
    inconclusive: "the limit lies inside the 95 % interval",
  }[verdict];
}

function limitOf(side: number | Record<string, unknown>, dataset: string): number | null {
  if (typeof side === "number") return side;
  if ("where" in side) return side["by"] as number;
  return Object.hasOwn(side, dataset) ? (side[dataset] as number) : null;
}

function valuesBySeed(points: readonly PointTrials[], sweepPoint: SweepPoint, metric: string) {
  const trials = points.find((it) => sameJson(it.sweepPoint, sweepPoint))?.trials ?? [];
  const values = new Map<number, number>();
  for (const trial of trials) {
    const value = metricOf(trial, metric);
    if (value !== undefined) values.set(trial.seed, value);
  }
  return { values, total: trials.length, missing: trials.length - values.size };
}
