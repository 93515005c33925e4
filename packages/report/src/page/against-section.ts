import { valueName, type JsonValue, type Run } from "@gradlab/schema";
import { largest, least } from "../charts/extremes.ts";
import { counted, difference, measured, unitOf } from "../numbers.ts";
import type { Against, Compared } from "../results/compared.ts";
import { metricName } from "../sweep/metric-name.ts";
import { pointNames } from "../sweep/names.ts";
import { comparedMetrics, pairsByPoint, pairsOf, valueOf } from "../sweep/pairs.ts";
import type { Pair, Pairs } from "../sweep/pairs.ts";
import type { Figure } from "./chart-figures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { settings } from "./settings.ts";

/** What is another than before: settings, data, math, and every trial that both have. */
export function againstSection(
  run: Run,
  against: Against,
  id: string,
  figure: Figure | undefined,
): Html {
  const pairs = pairsOf(against);
  return html`<section class="against" aria-labelledby="${id}/against">
    <h3 id="${id}/against">Against ${against.before.says}</h3>
    <ul>
      ${changes(against).map((it) => html`<li>${it}</li> `)}
      ${trialChanges(pairs).map((it) => html`<li>${it}</li> `)}
    </ul>
    ${differenceTable(run, pairs, id)} ${figure?.element}
    <p class="source">
      <code>pnpm exp diff ${run.experiment}</code> gives the intervals of the paired differences.
    </p>
  </section>`;
}

const words = ["title", "question", "source", "chapter", "claims"];

function changes({ before, after }: Against): (string | Html)[] {
  const [was, is] = [before, after].map(({ config }) => {
    const told = Object.entries(config).filter(([key]) => !words.includes(key));
    return new Map(settings(Object.fromEntries(told) as Record<string, JsonValue>));
  }) as [Map<string, string>, Map<string, string>];
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  const set = paths
    .filter((path) => is.get(path) !== was.get(path))
    .map(
      (path) =>
        html`<code>${path}</code>: ${is.get(path) ?? "not set"}, was ${was.get(path) ?? "not set"}`,
    );
  const other = (what: string, of: (it: Compared) => string) =>
    of(before) === of(after) ? [] : [`${what}: ${of(after)}, was ${of(before)}`];
  const all = [
    ...set,
    ...other("data set", ({ dataset }) => dataset.name),
    ...(before.dataset.checksum === after.dataset.checksum ? [] : ["other data by their checksum"]),
    ...other("math", ({ provenance }) => provenance.mathVersion.slice(0, 12)),
    ...other("gradlab", ({ provenance }) => provenance.gradlab),
    ...other("Node", ({ provenance }) => provenance.node),
    ...other("system", ({ provenance }) => provenance.os),
  ];
  return all.length === 0 ? ["The same settings, data and math."] : all;
}

function trialChanges({ pairs, onlyBefore, onlyAfter }: Pairs): string[] {
  const same = pairs.filter(
    ({ before, after }) => before.key !== undefined && before.key === after.key,
  );
  const odd = pairs.filter(({ before, after }) => before.status !== after.status);
  return [
    pairs.length === 0
      ? "No trial has the same sweepPoint and seed in both."
      : `${counted(pairs.length, "pair")} of trials with one sweepPoint and seed${
          same.length === 0
            ? ""
            : `; ${same.length === pairs.length ? "all" : same.length} the same stored trials`
        }`,
    ...odd.map(
      ({ sweepPoint, seed, before, after }) =>
        `${valueName(sweepPoint)} seed ${seed}: ${after.status}, was ${before.status}`,
    ),
    ...(onlyBefore.length === 0 ? [] : [`${counted(onlyBefore.length, "trial")} only before`]),
    ...(onlyAfter.length === 0 ? [] : [`${counted(onlyAfter.length, "trial")} only now`]),
  ];
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
