import { tasks, type Baseline, type SweepPoint, type VerdictWord } from "@gradlab/schema";
import { compare } from "./compare.ts";
import { comparedValue } from "./compared-run.ts";
import type { Held, HeldMetric, LostTrial } from "./held.ts";
import { directedMetrics, holdMetrics } from "./hold-metrics.ts";
import { isIdentical, pairedPoints, type Pair } from "./pairs.ts";

/**
 * How often a whole project that did not change may turn red by its baselines: half of the 1 % that is
 * promised, so that a thousand projects keep it too.
 */
const projectAlpha = 0.005;

interface HoldOptions {
  /** How many baselines the project keeps: they share the 1 %. */
  readonly baselines: number;
  /** An override or --seeds asks for fewer trials than the experiment has: the rest are set aside. */
  readonly isNarrowed: boolean;
}

/** The chance of a wrong red that one of several baselines gets. */
export const alphaOf = (baselines: number) => projectAlpha / Math.max(1, baselines);

/** Whether a run is as good as the baseline: never, where a trial of the baseline is missing now. */
export function holdAgainst(baseline: Baseline, now: Baseline, options: HoldOptions): Held {
  const { config } = compare(baseline, now);
  if (baseline.dataset.checksum !== now.dataset.checksum) {
    const reason = `the baseline is of ${baseline.dataset.name}, these results are of ${now.dataset.name}`;
    const nothing = { pairs: 0, identical: 0, metrics: [], lost: [], setAside: 0, config };
    return { verdict: "inconclusive", reason, ...nothing };
  }
  const points = pairedPoints(baseline, now);
  const pairs = points.flatMap((point) => point.pairs);
  const gone = points.flatMap(({ sweepPoint, onlyBefore }) =>
    onlyBefore.map((seed): LostTrial => ({ sweepPoint, seed, why: "missing" })),
  );
  const broken = points.flatMap(({ sweepPoint, pairs: own }) =>
    own.flatMap((pair) => brokenTrial(sweepPoint, pair)),
  );
  const lost = options.isNarrowed ? broken : [...gone, ...broken];
  const exact = !tasks[now.config.task].random;
  const metrics = holdMetrics(points, exact, alphaOf(options.baselines));
  return {
    verdict: verdictOf(metrics, lost, pairs.length),
    ...(pairs.length === 0 && { reason: "no trial of the baseline is in this run" }),
    pairs: pairs.length,
    identical: pairs.filter(isIdentical).length,
    metrics,
    lost,
    setAside: options.isNarrowed ? gone.length : 0,
    config,
  };
}

function verdictOf(
  metrics: readonly HeldMetric[],
  lost: readonly LostTrial[],
  pairs: number,
): VerdictWord {
  if (lost.length > 0 || metrics.some(({ outcome }) => outcome === "worse")) return "fail";
  if (pairs === 0 || metrics.some(({ outcome }) => outcome === "inconclusive"))
    return "inconclusive";
  return "pass";
}

/** What of a pair is there no more. */
function brokenTrial(sweepPoint: SweepPoint, pair: Pair): LostTrial[] {
  if (isIdentical(pair)) return [];
  const [before, after] = pair;
  const { seed } = before;
  if (after.status === "failed" || (before.status === "complete" && after.status !== "complete"))
    return [{ sweepPoint, seed, why: after.status }];
  return directedMetrics(before)
    .filter((name) => comparedValue(before, name) !== undefined)
    .filter((name) => comparedValue(after, name) === undefined)
    .map((name) => ({ sweepPoint, seed, why: `no ${name}` }));
}
