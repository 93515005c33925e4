import type { ExperimentResult } from "../results/read-results.ts";
import { configDetails } from "./config-details.ts";
import { diagnosesList } from "./diagnoses.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { provenanceDetails } from "./provenance-details.ts";
import { summaryTable } from "./summary-table.ts";
import { verdictList } from "./verdicts.ts";

/** One experiment: question, answer, charts, numbers, and how to get them again. */
export function experimentArticle(
  { run, file, skipped }: ExperimentResult,
  id: string,
  figures: readonly Html[],
): Html {
  const { title, question, source } = run.config;
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="question">${question}</p>
    ${source === undefined ? undefined : html`<p class="source">${source}</p>`}
    ${standInNotice(run.dataset.standsInFor, run.standInReason)}
    ${
      skipped.length === 0
        ? undefined
        : html`<aside class="notice">
            <p>
              <strong>These are not the newest results.</strong> Newer run files could not be read:
              ${skipped.join(", ")}.
            </p>
          </aside>`
    }
    ${verdictList(run)}
    ${figures.length === 0 ? html`<p class="source">Nothing was measured that a chart could show.</p>` : undefined}
    ${figures.length === 0 ? undefined : html`<noscript><p class="source">The charts need JavaScript; the table below holds their numbers.</p></noscript>`}
    ${figures} ${diagnosesList(run)}
    <h3 id="${id}-numbers">Results</h3>
    ${summaryTable(run, `${id}-numbers`)}
    <h3>Get it again</h3>
    <pre tabindex="0" aria-label="Command to reproduce"><code>${run.command}</code></pre>
    ${configDetails(run)} ${provenanceDetails(run, file)}
  </article> `;
}

function standInNotice(
  standsInFor: string | undefined,
  reason: string | undefined,
): Html | undefined {
  if (standsInFor === undefined) return undefined;
  const name = standsInFor === "mnist" ? "MNIST" : standsInFor;
  return html`<aside class="notice" aria-label="Data set">
    <p>
      <strong>Drawn digits stand in for ${name}.</strong> The numbers here are not ${name}’s; claims
      are judged by their own limits.
    </p>
    ${reason === undefined ? undefined : html`<p>${reason}</p>`}
  </aside>`;
}
