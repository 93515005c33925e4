import type { Run } from "@gradlab/schema";
import { largest, least } from "../charts/extremes.ts";
import { difference, measured, unitOf } from "../numbers.ts";
import { changesOf, trialChanges } from "../results/changes.ts";
import type { Against } from "../results/compared.ts";
import { metricName } from "../sweep/metric-name.ts";
import { pointNames } from "../sweep/names.ts";
import { comparedMetrics, pairsByPoint, pairsOf, valueOf } from "../sweep/pairs.ts";
import type { Pair, Pairs } from "../sweep/pairs.ts";
import type { Figure } from "./chart-figures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** What is another than before: settings, data, math, and every trial that both have. */
export function againstSection(
  run: Run,
  against: Against,
  id: string,
  figure: Figure | undefined,
): Html {
  const pairs = pairsOf(against);
  const changes = changesOf(against);
  return html`<section class="against" aria-labelledby="${id}/against">
    <h3 id="${id}/against">Against ${against.before.says}</h3>
    <ul>
      ${changes.settings.map(({ path, says }) => html`<li><code>${path}</code>: ${says}</li> `)}
      ${changes.others.map((it) => html`<li>${it}</li> `)}
      ${trialChanges(pairs).map((it) => html`<li>${it}</li> `)}
    </ul>
    ${differenceTable(run, pairs, id)} ${figure?.element}
    <p class="source">
      <code>pnpm exp diff ${run.experiment}</code> gives the intervals of the paired differences.
    </p>
  </section>`;
}

function differenceTable(run: Run, pairs: Pairs, id: string): Html | undefined {
  const metrics = comparedMetrics(run, pairs);
  if (metrics.length === 0) return undefined;
  const names = pointNames(run);
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}/against">
    <table>
      <thead>
        <tr>
          <th scope="col">${names.axes}</th>
          <th scope="col">metric</th>
          <th scope="col" class="number">before</th>
          <th scope="col" class="number">now</th>
          <th scope="col" class="number">seed by seed</th>
        </tr>
      </thead>
      <tbody>
        ${pairsByPoint(run, pairs).flatMap(([point, its]) =>
          metrics.map((metric) => {
            const told = rangesOf(its, metric);
            return html`<tr>
              <th scope="row">${names.short(point)}</th>
              <td>${metricName(metric)}</td>
              ${told.map((text) => html`<td class="number">${text}</td>`)}
            </tr> `;
          }),
        )}
      </tbody>
    </table>
  </div>`;
}

/** From the least to the largest over the seeds: before, now, and of the differences. */
function rangesOf(pairs: readonly Pair[], metric: string): string[] {
  const unit = unitOf(metric);
  const values = pairs.flatMap((pair) => {
    const [was, is] = [valueOf(pair.before, metric), valueOf(pair.after, metric)];
    return was === undefined || is === undefined ? [] : [{ was, is }];
  });
  if (values.length === 0) return ["not measured", "not measured", ""];
  const range = (of: readonly number[], text: (value: number) => string) => {
    const [low, high] = [text(least(of)), text(largest(of))];
    return low === high ? low : `${low} to ${high}`;
  };
  const plainly = (value: number) => measured(value, unit);
  const changed = values.map(({ was, is }) => is - was);
  return [
    range(
      values.map(({ was }) => was),
      plainly,
    ),
    range(
      values.map(({ is }) => is),
      plainly,
    ),
    changed.every((it) => it === 0) ? "the same" : range(changed, (it) => difference(it, unit)),
  ];
}
