import { chapterHeading } from "@gradlab/schema";
import type { ExperimentResult } from "../results/read-results.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { verdictCounts, worstVerdict } from "./verdict-counts.ts";
import { verdictIcon } from "./verdicts.ts";

interface Entry extends ExperimentResult {
  readonly id: string;
}

/** Links to the experiments by chapter, with how each came out. */
export function contentsList(results: readonly ExperimentResult[], ids: readonly string[]): Html {
  const entries = results.map((result, i) => ({ ...result, id: ids[i]! }));
  const chapterOf = ({ run }: Entry) => run.config.chapter ?? Number.POSITIVE_INFINITY;
  const chapters = [...Map.groupBy(entries, chapterOf)].toSorted(([a], [b]) => a - b);
  const headed = chapters.length > 1 || Number.isFinite(chapters[0]?.[0]);
  return html`<nav class="contents" aria-label="Experiments">
    ${chapters.map(
      ([chapter, inside]) =>
        html`${
            headed
              ? html`<h2 class="chapter">
                  ${chapterHeading(Number.isFinite(chapter) ? chapter : undefined)}
                </h2>`
              : undefined
          }
          <ol>
            ${inside.map(entry)}
          </ol> `,
    )}
  </nav>`;
}

function entry({ run, id }: Entry): Html {
  const worst = worstVerdict(run);
  return html`<li>
    <a href="#${id}">${run.config.title}</a>${
      worst === undefined
        ? html`<span>${verdictCounts(run)}</span>`
        : html`<span class="word ${worst}">${verdictIcon(worst)}${verdictCounts(run)}</span>`
    }
  </li> `;
}
