import { chapterHeading } from "@gradlab/schema";
import { counted } from "../numbers.ts";
import type { CardEntry } from "./card.ts";
import { configDetails } from "./config-details.ts";
import { diagnosesList } from "./diagnoses.ts";
import { failuresList } from "./failures.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { provenanceDetails } from "./provenance-details.ts";
import { reproduce } from "./reproduce.ts";
import { summaryTable } from "./summary-table.ts";
import { trialsDetails } from "./trials-details.ts";
import { verdictList } from "./verdicts.ts";

interface Around {
  readonly resultsHref: string;
  /** There is no other view. */
  readonly alone: boolean;
  readonly before: CardEntry | undefined;
  readonly after: CardEntry | undefined;
}

/** One experiment: question, answer, charts, numbers, and how to get them again. */
export function experimentArticle(
  { run, file, skipped, unfinished, id, figures, pictures, comparison }: CardEntry,
  { resultsHref, alone, before, after }: Around,
): Html {
  const { title, question, source, chapter } = run.config;
  const drawn = figures.length > 0;
  const folder = `${resultsHref}/${encodeURIComponent(run.experiment)}`;
  return html`<article class="view" id="${id}" aria-labelledby="${id}/title">
    ${
      alone
        ? undefined
        : html`<p class="crumbs">
            <a href="#experiments">All experiments</a> · ${chapterHeading(chapter)}
          </p>`
    }
    <h2 id="${id}/title" tabindex="-1">${title}</h2>
    <p class="question">${question}</p>
    ${source === undefined ? undefined : html`<p class="source">${source}</p>`}
    ${standInNotice(run.dataset.standsInFor, run.standInReason)} ${skippedNotice(skipped)}
    ${unfinished ? unfinishedNotice(run.trials.length) : verdictList(run)} ${failuresList(run)}
    ${comparison?.section}
    ${drawn ? undefined : html`<p class="source">Nothing was measured that a chart could show.</p>`}
    ${
      drawn
        ? html`<noscript
            ><p class="source">
              The charts need JavaScript; the table below holds their numbers.
            </p></noscript
          >`
        : undefined
    }
    ${figures.map(({ element }) => element)} ${pictures.map(({ element }) => element)}
    ${diagnosesList(run)}
    <h3 id="${id}/numbers">Results</h3>
    ${summaryTable(run, `${id}/numbers`)} ${reproduce(run)} ${configDetails(run)}
    ${trialsDetails(run, folder)} ${provenanceDetails(run, unfinished ? undefined : file, folder)}
    ${nextLinks(before, after)}
  </article> `;
}

function nextLinks(before: CardEntry | undefined, after: CardEntry | undefined): Html | undefined {
  if (before === undefined && after === undefined) return undefined;
  const link = (entry: CardEntry | undefined, rel: string) =>
    entry === undefined
      ? undefined
      : html`<a href="#${entry.id}" rel="${rel}">${entry.run.config.title}</a> `;
  return html`<nav class="next" aria-label="Other experiments">
    ${link(before, "prev")} ${link(after, "next")}
  </nav>`;
}

function unfinishedNotice(trials: number): Html {
  return html`<aside class="notice" aria-label="Unfinished">
    <p>
      <strong>${counted(trials, "trial")} so far.</strong> The run has not ended, and each trial
      stands by itself here: means, intervals and verdicts come with its end.
    </p>
  </aside>`;
}

function skippedNotice(skipped: readonly string[]): Html | undefined {
  if (skipped.length === 0) return undefined;
  return html`<aside class="notice" aria-label="Older results">
    <p>
      <strong>These are not the newest results.</strong> Newer run files could not be read:
      ${skipped.join(", ")}.
    </p>
  </aside>`;
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
