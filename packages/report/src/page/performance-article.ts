import type { Bench, BenchComparison, BenchGoal } from "@gradlab/schema";
import { arithmeticSpeed } from "../charts/arithmetic-speed.ts";
import { costGrowth } from "../charts/cost-growth.ts";
import { plain } from "../numbers.ts";
import type { BenchResult } from "../results/read-bench.ts";
import { drawnBy, figure } from "./chart-figures.ts";
import type { Figure } from "./chart-figures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { verdictIcon } from "./verdicts.ts";
import type { View } from "./view.ts";

const charts = { "cost-growth": costGrowth, "arithmetic-speed": arithmeticSpeed };

const id = "performance";

/** What `pnpm bench` measured: beside peers, by size, kernel by kernel. */
export function performanceView(
  { bench, file }: BenchResult,
  alone: boolean,
): View & { charts: number } {
  const figures = Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(bench);
    return spec === undefined ? [] : [figure(spec, name, `${id}/${name}`)];
  });
  return {
    id,
    title: "Performance",
    element: article(bench, file, figures, alone),
    drawn: drawnBy(figures),
    charts: figures.length,
  };
}

function article(bench: Bench, file: string, figures: readonly Figure[], alone: boolean): Html {
  const { machine, comparisons, profiles, command } = bench;
  return html`<article class="view" id="${id}" aria-labelledby="${id}/title">
    ${alone ? undefined : html`<p class="crumbs"><a href="#experiments">All experiments</a></p>`}
    <h2 id="${id}/title" tabindex="-1">Performance</h2>
    <p class="question">How fast is it, and how does that grow?</p>
    <p class="source">
      ${machine.cpu}, ${machine.cores} cores, Node ${machine.node},
      ${machine.numpy === null ? "no NumPy" : `NumPy ${machine.numpy} on one thread`}. Load
      ${plain(machine.loadAverage)} at the start.
    </p>
    ${comparisons.length === 0 ? undefined : comparisonTable(comparisons)}
    ${figures.map(({ element }) => element)} ${profiles.map(profileTable)}
    <h3>Get it again</h3>
    <dl class="commands">
      <dt><code>${command}</code></dt>
      <dd>measures again, best on a quiet machine</dd>
    </dl>
    <p class="source">From <code>${file}</code>.</p>
  </article> `;
}

function comparisonTable(comparisons: readonly BenchComparison[]): Html {
  return html`<h3 id="${id}/beside">Beside others</h3>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="${id}/beside">
      <table>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col" class="number">gradlab</th>
            <th scope="col">peer</th>
            <th scope="col" class="number">times as fast</th>
            <th scope="col">goal</th>
          </tr>
        </thead>
        <tbody>
          ${comparisons.map(comparisonRow)}
        </tbody>
      </table>
    </div>
    <p class="source">Medians; in brackets the quartiles of the ratio, taken pair by pair.</p>`;
}

function comparisonRow({ what, unit, value, peer, ratio, goal }: BenchComparison): Html {
  return html`<tr>
    <th scope="row">${what}</th>
    <td class="number">${plain(value.median)} ${unit}</td>
    <td>${peer === undefined ? "" : `${peer.name}: ${plain(peer.value.median)} ${unit}`}</td>
    <td class="number">
      ${ratio === undefined ? "" : `${plain(ratio.median)} [${plain(ratio.q1)}, ${plain(ratio.q3)}]`}
    </td>
    <td>
      ${goal === undefined ? "" : goalText(goal, (goal.of === "ratio" ? ratio : value)!.median)}
    </td>
  </tr> `;
}

function goalText({ better, required, aim }: BenchGoal, reached: number): Html {
  const beyond = (limit: number) => (better === "higher" ? reached >= limit : reached <= limit);
  const bound = better === "higher" ? "at least" : "at most";
  const verdict = beyond(required) ? "pass" : "fail";
  const word = beyond(aim) ? "aim reached" : beyond(required) ? "reached" : "missed";
  return html`<span class="word ${verdict}">${verdictIcon(verdict)}${word}</span> ${bound}
    ${required}, aim ${aim}`;
}

function profileTable({ what, stepMicroseconds, kernels }: Bench["profiles"][number]): Html {
  return html`<details>
    <summary>Where a step of ${what} spends its ${plain(stepMicroseconds)} µs</summary>
    <div class="inside scroll" role="region" tabindex="0" aria-label="Time by kernel, ${what}">
      <table>
        <thead>
          <tr>
            <th scope="col">kernel</th>
            <th scope="col" class="number">calls</th>
            <th scope="col" class="number">µs</th>
            <th scope="col" class="number">share</th>
          </tr>
        </thead>
        <tbody>
          ${kernels.map(
            ({ kernel, calls, microseconds }) =>
              html`<tr>
                <th scope="row">${kernel}</th>
                <td class="number">${plain(calls)}</td>
                <td class="number">${plain(microseconds)}</td>
                <td class="number">${((100 * microseconds) / stepMicroseconds).toFixed(1)} %</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
