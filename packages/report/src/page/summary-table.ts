import { readNumber } from "@gradlab/schema";
import type { Run, SweepPoint } from "@gradlab/schema";
import { measured } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { sweepPoints } from "../sweep/points.ts";
import { endText, metricText, shownMetrics } from "../sweep/shown-metrics.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { largest } from "../charts/extremes.ts";
import { folded } from "./folded.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** Rows that one looks through; of more, the best stand open. */
const mostOpen = 60;
const bestShown = 30;

/** A row for each sweepPoint: mean ± standard deviation over seeds, and what went wrong. */
export function summaryTable(run: Run, labelId: string): Html {
  const points = sweepPoints(run);
  const seeded = run.summaries.some((it) => it.n > 1);
  const note = seeded ? "Mean ± standard deviation over the seeds." : "";
  if (points.length <= mostOpen) {
    return html`${tableOf(run, points, html`aria-labelledby="${labelId}"`)}
    ${note === "" ? undefined : html`<p class="source">${note}</p>`}`;
  }
  const all = points.length.toLocaleString("en-US");
  const known = points.filter((it) => Number.isFinite(accuracyOf(run, it)));
  const best = known
    .toSorted((a, b) => accuracyOf(run, b) - accuracyOf(run, a))
    .slice(0, bestShown);
  const shown = best.length > 0 ? best : points.slice(0, bestShown);
  const which =
    best.length > 0
      ? `The ${shown.length} of ${all} with the highest test accuracy`
      : `The first ${shown.length} of ${all}`;
  return html`<p class="source">
      ${which}; <code>pnpm exp export ${run.experiment} --csv FILE</code> writes all. ${note}
    </p>
    ${tableOf(run, shown, html`aria-labelledby="${labelId}"`)}
    ${folded(`All ${all} rows`, tableOf(run, points, html`aria-label="All rows"`))}`;
}

const accuracyOf = (run: Run, point: SweepPoint) =>
  readNumber(summaryOf(run, "test.accuracy", point)?.mean ?? null) ?? Number.NaN;

/** The one sweepPoint whose accuracy, as it is written, no other reaches. */
function bestOf(run: Run): SweepPoint | undefined {
  const known = sweepPoints(run).filter((it) => Number.isFinite(accuracyOf(run, it)));
  const highest = largest(known.map((it) => accuracyOf(run, it)));
  const text = (it: number) => measured(it, "fraction");
  const best = known.filter((it) => text(accuracyOf(run, it)) === text(highest));
  return known.length > 1 && best.length === 1 ? best[0] : undefined;
}

function tableOf(run: Run, points: readonly SweepPoint[], named: Html): Html {
  const names = pointNames(run);
  const shown = shownMetrics(run);
  const best = bestOf(run);
  const row = (point: SweepPoint) => {
    const end = endText(run, point);
    return html`<tr${point === best ? html` class="best"` : undefined}><th scope="row">${names.short(point)}</th>${shown.map(
      ([metric]) => {
        const text = metricText(run, metric, point);
        return html`<td class="number">
          ${text === "not measured" ? html`<span class="muted">not measured</span>` : text}
        </td>`;
      },
    )}<td class="${end.isTrouble ? "trouble" : "complete"}">${end.text}</td></tr>\n`;
  };
  return html`<div class="scroll" role="region" tabindex="0" ${named}>
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
  </div>`;
}
