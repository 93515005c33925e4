import type { Run, SweepPoint } from "@gradlab/schema";
import { unitOf, withDeviation } from "../numbers.ts";
import { metricName, usualMetrics } from "./metric-name.ts";
import { statusesOf, troubleOf } from "./statuses.ts";
import { summaryOf } from "./summaries.ts";

const most = 6;

/** The metrics that claims name, then the usual ones; as many as a table holds. */
export function shownMetrics(run: Run): [metric: string, says: string][] {
  const measuredMetrics = new Set(run.summaries.filter((it) => it.n > 0).map((it) => it.metric));
  const claimed = run.verdicts.map(({ metric }) => metric);
  const all = [...new Set([...claimed, ...usualMetrics])].filter((it) => measuredMetrics.has(it));
  const others = claimed.length > 0 ? [] : [...measuredMetrics].filter((it) => !all.includes(it));
  return [...all, ...others].slice(0, most).map((metric) => [metric, metricName(metric)]);
}

/** Mean ± standard deviation over seeds. */
export function metricText(run: Run, metric: string, point: SweepPoint): string {
  const { mean = null, sd = null, n = 0 } = summaryOf(run, metric, point) ?? {};
  return withDeviation(mean, n > 1 ? sd : null, unitOf(metric));
}

/** How the trials of a sweepPoint ended: what went wrong, or how many are complete. */
export function endText(run: Run, point: SweepPoint): { text: string; isTrouble: boolean } {
  const statuses = statusesOf(run, point);
  const trouble = troubleOf(statuses);
  return { text: trouble || `${statuses.trials} complete`, isTrouble: trouble !== "" };
}
