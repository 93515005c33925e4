import { readNumber } from "@gradlab/schema";
import type { Run, SweepPoint } from "@gradlab/schema";
import { measured, unitOf, withDeviation } from "../numbers.ts";
import { metricName, usualMetrics } from "../sweep/metric-name.ts";
import { pointNames } from "../sweep/names.ts";
import { sweepPoints } from "../sweep/points.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { statusesOf, troubleOf } from "../sweep/statuses.ts";
import { largest } from "../charts/extremes.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const most = 6;

/** The metrics that claims name, then the usual ones; as many as a table holds. */
function columnsOf(run: Run): [metric: string, says: string][] {
  const measuredMetrics = new Set(run.summaries.filter((it) => it.n > 0).map((it) => it.metric));
  const claimed = run.verdicts.map(({ metric }) => metric);
  const all = [...new Set([...claimed, ...usualMetrics])].filter((it) => measuredMetrics.has(it));
  const others = claimed.length > 0 ? [] : [...measuredMetrics].filter((it) => !all.includes(it));
  return [...all, ...others].slice(0, most).map((metric) => [metric, metricName(metric)]);
}

/** A row for each sweepPoint: mean ± standard deviation over seeds, and what went wrong. */
export function summaryTable(run: Run, labelId: string): Html {
  const names = pointNames(run);
  const points = sweepPoints(run);
  const shown = columnsOf(run);
  const seeded = run.summaries.some((it) => it.n > 1);
  const accuracy = (point: SweepPoint) =>
    readNumber(summaryOf(run, "test.accuracy", point)?.mean ?? null) ?? Number.NaN;
  const accuracies = points.map(accuracy).filter(Number.isFinite);
  const highest = largest(accuracies);
  const sameText = (it: number) => measured(it, "fraction") === measured(highest, "fraction");
  const unique = accuracies.length > 1 && accuracies.filter(sameText).length === 1;
  const row = (point: SweepPoint) => {
    const statuses = statusesOf(run, point);
    const trouble = troubleOf(statuses);
    const best = unique && accuracy(point) === highest;
    return html`<tr${best ? html` class="best"` : undefined}><th scope="row">${names.short(point)}</th>${shown.map(
      ([metric]) => {
        const { mean = null, sd = null, n = 0 } = summaryOf(run, metric, point) ?? {};
        const text = withDeviation(mean, n > 1 ? sd : null, unitOf(metric));
        return html`<td class="number">
          ${text === "not measured" ? html`<span class="muted">not measured</span>` : text}
        </td>`;
      },
    )}<td class="${trouble === "" ? "complete" : "trouble"}">${trouble === "" ? `${statuses.trials} complete` : trouble}</td></tr>\n`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${labelId}">
      <table>
        <thead>
          <tr>
            <th scope="col">${names.axes}</th>
            ${shown.map(([, says]) => html`<th scope="col" class="number">${says}</th>`)}
            <th scope="col">trials</th>
          </tr>
        </thead>
        <tbody>
          ${points.map(row)}
        </tbody>
      </table>
    </div>
    ${seeded ? html`<p class="source">Mean ± standard deviation over the seeds.</p>` : undefined}`;
}
