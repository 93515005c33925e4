import {
  areAllSame,
  comparisons,
  confidenceName,
  type Claim,
  type Check,
  type Comparison,
  type SweepPoint,
  type Verdict,
  type VerdictWord,
} from "@gradlab/schema";
import type { PlannedClaim } from "../experiment/claims.ts";
import { sameJson } from "../experiment/same-json.ts";
import { median, medianInterval, statistics } from "./interval.ts";
import { lookAt, type Look } from "./looks.ts";
import { metricOf, type PointTrials } from "./point-trials.ts";

/** What `judge` must know of the experiment beside its trials. */
export interface Judged {
  readonly dataset: string;
  /** The task draws no random numbers: a single value is all there is to know. */
  readonly exact: boolean;
  /** Those that a claim can get. */
  readonly looks: readonly Look[];
}

/** A claim's verdict is the worst of its checks, one for each sweepPoint that it is about. */
export function judge(
  claims: readonly PlannedClaim[],
  points: readonly PointTrials[],
  judged: Judged,
): Verdict[] {
  return claims.map((planned) => {
    const checks = planned.points.map((point) => check(planned, point, points, judged));
    const { says, metric, statistic } = planned.claim;
    return { says, metric, statistic, verdict: worst(checks.map((it) => it.verdict)), checks };
  });
}

type Statistic = Claim["statistic"];

export function worst(verdicts: readonly VerdictWord[]): VerdictWord {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("inconclusive") ? "inconclusive" : "pass";
}

function check(
  { claim, against }: PlannedClaim,
  sweepPoint: SweepPoint,
  points: readonly PointTrials[],
  { dataset, exact, looks }: Judged,
): Check {
  const comparison = comparisons.find((name) => claim[name] !== undefined)!;
  const own = valuesBySeed(points, sweepPoint, claim.metric);
  const other = against && valuesBySeed(points, against, claim.metric);
  const limit = limitOf(claim[comparison]!, dataset);
  const tolerance = claim.equals?.tolerance;
  const about = {
    sweepPoint,
    comparison,
    limit,
    ...(tolerance !== undefined && { tolerance }),
    ...(against && { against }),
  };
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
  const n = values.length;
  // What came of fewer seeds has been looked at before: pairs are as many as the smaller side has.
  const look = lookAt(looks, Math.min(own.total, other?.total ?? own.total));
  const { value, interval } = exact
    ? exactly(values)
    : estimate(values, claim.statistic, look.confidence);
  const { from, to } = allowed(comparison, limit, tolerance);
  const margin = Math.min(value - from, to - value);
  const verdict = verdictOf(interval, from, to);
  const judgedBy = exact ? {} : { confidence: look.confidence, look: look.number, looks: look.of };
  const isOneNumber = verdict !== "inconclusive" && areAllSame({ interval, n }, claim.statistic);
  const reason = exact
    ? `the value is exact, and ${sideOf(verdict)}`
    : isOneNumber
      ? `the ${other ? "difference" : "value"} lies ${sideOf(verdict)}`
      : reasonOf(verdict, interval, n, look);
  return { ...about, verdict, value, interval, ...judgedBy, n, margin, reason };
}

function estimate(values: readonly number[], statistic: Statistic, confidence: number) {
  if (statistic === "median")
    return { value: median(values), interval: medianInterval(values, confidence) };
  const { mean, interval } = statistics(values, confidence);
  return { value: mean, interval };
}

function exactly(values: readonly number[]): { value: number; interval: [number, number] } {
  const { mean } = statistics(values);
  return { value: mean, interval: [mean, mean] };
}

/** The range in which the value, or the difference, bears the claim out. */
function allowed(
  comparison: Comparison,
  limit: number,
  tolerance = 0,
): { from: number; to: number } {
  return {
    atLeast: { from: limit, to: Infinity },
    atMost: { from: -Infinity, to: limit },
    equals: { from: limit - tolerance, to: limit + tolerance },
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

const sideOf = (verdict: VerdictWord) =>
  `on the ${verdict === "pass" ? "right" : "wrong"} side of the limit`;

function reasonOf(
  verdict: VerdictWord,
  interval: [number, number] | null,
  n: number,
  { confidence, number, of }: Look,
): string {
  const name = `${confidenceName(confidence)} interval`;
  if (n < 2) return "one seed has no interval; use --seeds 3";
  if (interval === null) return `the median of ${n} seeds has no ${name}; it needs more seeds`;
  const last = of > 1 && number === of ? ` at the last of ${of} looks` : "";
  return {
    pass: `the ${name} lies ${sideOf("pass")}`,
    fail: `the ${name} lies ${sideOf("fail")}`,
    inconclusive: `the limit lies inside the ${name}${last}`,
  }[verdict];
}

function limitOf(side: number | Record<string, unknown>, dataset: string): number | null {
  if (typeof side === "number") return side;
  if ("tolerance" in side) return limitOf(side["value"] as number, dataset);
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
