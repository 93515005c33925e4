import type { Bench, BenchComparison, BenchGoal } from "@gradlab/schema";
import { arithmeticSpeed } from "../charts/arithmetic-speed.ts";
import { costGrowth } from "../charts/cost-growth.ts";
import { plain } from "../numbers.ts";
import { figure } from "./chart-figures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { verdictIcon } from "./verdicts.ts";

const charts = { "cost-growth": costGrowth, "arithmetic-speed": arithmeticSpeed };

export const performanceId = "performance";

export function performanceFigures(bench: Bench): Html[] {
  return Object.entries(charts).flatMap(([name, chart]) => {
    const spec = chart(bench);
    return spec === undefined ? [] : [figure(spec, `${performanceId}-${name}`)];
  });
}

/** What `pnpm bench` measured: beside peers, by size, kernel by kernel. */
export function performanceArticle(bench: Bench, file: string, figures: readonly Html[]): Html {
  const { machine, comparisons, profiles, command } = bench;
  const id = performanceId;
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">Performance</h2>
    <p class="question">How fast is it, and how does that grow?</p>
    <p class="source">
      ${machine.cpu}, ${machine.cores} cores, Node ${machine.node},
      ${machine.numpy === null ? "no NumPy" : `NumPy ${machine.numpy} on one thread`}. Load
      ${plain(machine.loadAverage)} at the start.
    </p>
    ${comparisons.length === 0 ? undefined : comparisonTable(comparisons, id)} ${figures}
    ${profiles.map(profileTable)}
    <h3>Get it again</h3>
    <pre tabindex="0" aria-label="Command to reproduce"><code>${command}</code></pre>
    <p class="source">From <code>${file}</code>.</p>
  </article> `;
}

function comparisonTable(comparisons: readonly BenchComparison[], id: string): Html {
  return html`<h3 id="${id}-beside">Beside others</h3>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-beside">
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
    ${required}, aim ${aim}`;
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
