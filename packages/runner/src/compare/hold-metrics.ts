import { metrics as knownMetrics, type ComparedTrial } from "@gradlab/schema";
import { statistics } from "../judge/interval.ts";
import { comparedValue } from "./compared-run.ts";
import { dropProbability } from "./drop.ts";
import type { HeldMetric } from "./held.ts";
import { holm } from "./holm.ts";
import { isIdentical, pairedValues, type PairedPoint } from "./pairs.ts";

/** Metrics that say which way is better; of others no one can say that they got worse. */
export const directedMetrics = ({ metrics }: Pick<ComparedTrial, "metrics">) =>
  Object.keys(metrics).filter((name) => Object.hasOwn(knownMetrics, name));

/**
 * Every metric of every sweepPoint. "no worse": the 95 % interval of the paired differences keeps within the
 * tolerance. "worse": it does not, and a drop like this has less than α for all comparisons together, by
 * Holm, where nothing got worse. In between it cannot tell. An exact value is as good as it is.
 */
export function holdMetrics(
  points: readonly PairedPoint[],
  exact: boolean,
  alpha: number,
): HeldMetric[] {
  const all = points.flatMap((point) =>
    [...new Set(point.before.flatMap(directedMetrics))].flatMap(
      (name) => measured(name, point) ?? [],
    ),
  );
  const compared = all.filter(({ isSame, n }) => !isSame && !exact && n > 1);
  const corrected = holm(compared.map(({ goods }) => dropProbability(goods)));
  const p = new Map(compared.map((it, i) => [it, corrected[i]!]));
  return all.map((it): HeldMetric => {
    const { isSame: _s, goods: _g, ...rest } = it;
    return { ...rest, ...outcomeOf(it, exact, p.get(it), alpha) };
  });
}

interface Measured extends Omit<HeldMetric, "outcome" | "reason"> {
  readonly isSame: boolean;
  /** The values of the pairs, counted so that lower is worse. */
  readonly goods: readonly (readonly [number, number])[];
}

function measured(metric: string, point: PairedPoint): Measured | undefined {
  const values = pairedValues(metric, point.pairs);
  if (values.length === 0) return undefined;
  const spread = statistics(
    point.before.map((it) => comparedValue(it, metric)).filter((value) => value !== undefined),
  );
  const sign = knownMetrics[metric]!.better === "higher" ? 1 : -1;
  const { mean, interval, n } = statistics(values.map(([x, y]) => y - x));
  // A millionth is what another order of additions does to an exact value.
  const tolerance = Math.max(spread.sd, 1e-6 * Math.abs(spread.mean));
  return {
    sweepPoint: point.sweepPoint,
    metric,
    before: statistics(values.map(([x]) => x)).mean,
    after: statistics(values.map(([, y]) => y)).mean,
    difference: mean,
    interval,
    n,
    tolerance,
    margin: sign * mean + tolerance,
    isSame: point.pairs.every(isIdentical),
    goods: values.map(([x, y]) => [sign * x, sign * y]),
  };
}

type Judged = Pick<HeldMetric, "outcome" | "reason">;

function outcomeOf(
  { isSame, goods, tolerance }: Measured,
  exact: boolean,
  p: number | undefined,
  alpha: number,
): Judged {
  if (isSame) return { outcome: "identical", reason: "the same bits" };
  const gain = statistics(goods.map(([before, after]) => after - before));
  const lowest = exact ? gain.mean : (gain.interval?.[0] ?? (gain.mean === 0 ? 0 : undefined));
  if (lowest === undefined)
    return { outcome: "inconclusive", reason: "different bits, and one seed has no interval" };
  if (lowest >= -tolerance)
    return { outcome: "no worse", reason: "different bits, no worse by more than the tolerance" };
  if (exact) return { outcome: "worse", reason: "the value is exact, and beyond the tolerance" };
  const chance = p! < 1e-4 ? "p < 0.0001" : `p = ${p!.toFixed(4)}`;
  return p! <= alpha
    ? { outcome: "worse", reason: `different bits, and worse than chance explains, ${chance}` }
    : {
        outcome: "inconclusive",
        reason: `different bits, and the interval reaches beyond the tolerance, ${chance}`,
      };
}
