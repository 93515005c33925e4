import type { ExperimentResult } from "../results/read-results.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { verdictCounts, worstVerdict } from "./verdict-counts.ts";
import { verdictIcon } from "./verdicts.ts";

/** Links to the experiments, with how each came out. */
export function contentsList(results: readonly ExperimentResult[], ids: readonly string[]): Html {
  return html`<nav class="contents" aria-label="Experiments">
    <ol>
      ${results.map(({ run }, i) => {
        const worst = worstVerdict(run);
        return html`<li>
          <a href="#${ids[i]}">${run.config.title}</a>${
            worst === undefined
              ? html`<span>${verdictCounts(run)}</span>`
              : html`<span class="word ${worst}">${verdictIcon(worst)}${verdictCounts(run)}</span>`
          }
        </li> `;
      })}
    </ol>
  </nav>`;
}
