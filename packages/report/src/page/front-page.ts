import { chapterHeading } from "@gradlab/schema";
import type { Run, VerdictWord } from "@gradlab/schema";
import { counted } from "../numbers.ts";
import { card } from "./card.ts";
import type { CardEntry } from "./card.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { verdictIcon } from "./verdicts.ts";
import { verdictTally, worstFirst } from "../words/verdict-counts.ts";
import type { View } from "./view.ts";

const beyond = Number.POSITIVE_INFINITY;
const chapterOf = ({ run }: { run: Run }) => run.config.chapter ?? beyond;

/** By chapter, what belongs to none last; within one as they came. */
export const inBookOrder = <Entry extends { run: Run }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => (chapterOf(a) === chapterOf(b) ? 0 : chapterOf(a) - chapterOf(b)));

/** The book retold: a card for each experiment, by chapter. */
export async function frontPage(
  entries: readonly CardEntry[],
  others: readonly View[],
  teaser: Html | undefined,
): Promise<View> {
  const runs = entries.map(({ run }) => run);
  const id = "experiments";
  const chapters = Map.groupBy(
    await Promise.all(entries.map(async (entry) => ({ run: entry.run, card: await card(entry) }))),
    chapterOf,
  );
  const trials = runs.reduce((sum, run) => sum + run.trials.length, 0);
  const title =
    runs.length === 0
      ? "No results yet"
      : `${counted(runs.length, "question")}, ${counted(trials, "trial")}`;
  return {
    id,
    title,
    element: html`<section class="view front" id="${id}" aria-labelledby="${id}/title">
      <h2 id="${id}/title" tabindex="-1">${title}</h2>
      ${runs.length === 0 ? html`<p class="question"><code>pnpm exp run lr-sweep</code> makes some.</p>` : undefined}
      ${tally(verdictTally(runs))} ${standIns(runs)} ${teaser}
      ${runs.length > 1 ? finder(runs) : undefined}
      ${[...chapters].map(
        ([chapter, inside]) =>
          html`<section class="chapter">
            <h3>${chapterHeading(chapter === beyond ? undefined : chapter)}</h3>
            <ul class="cards">
              ${inside.map((it) => it.card)}
            </ul>
          </section> `,
      )}
      <p class="others">
        ${others.map((it) => html`<a href="#${it.id}">${it.title}</a> `)}
        ${runs.length > 1 ? html`<a href="#everything">All on one page</a>` : undefined}
      </p>
    </section> `,
  };
}

const words = {
  pass: "hold",
  fail: "do not",
  inconclusive: "open",
} satisfies Record<VerdictWord, string>;
const order = worstFirst.toReversed();

/** A bar of claims by verdict, and the same in words. */
function tally(counts: Record<VerdictWord, number>): Html | undefined {
  const all = counts.pass + counts.fail + counts.inconclusive;
  if (all === 0) return undefined;
  const present = order.filter((word) => counts[word] > 0);
  let x = 0;
  return html`<div class="tally">
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      ${present.map((word) => {
        const width = (100 * counts[word]) / all;
        const bar = html`<rect
          class="${word}"
          x="${x.toFixed(2)}"
          width="${width.toFixed(2)}"
          height="1"
        />`;
        x += width;
        return bar;
      })}
    </svg>
    <p>
      ${counted(all, "claim")}:
      ${present.map(
        (word) =>
          html`<span class="word ${word}"
            >${verdictIcon(word)}${counts[word]} ${words[word]}</span
          > `,
      )}
    </p>
  </div>`;
}

function standIns(runs: readonly Run[]): Html | undefined {
  const n = runs.filter(({ dataset }) => dataset.standsInFor !== undefined).length;
  if (n === 0) return undefined;
  return html`<aside class="notice" aria-label="Data set">
    <p>
      <strong>Drawn digits stand in for MNIST</strong> in ${counted(n, "experiment")}: the numbers
      there are not MNIST’s.
    </p>
  </aside>`;
}

function finder(runs: readonly Run[]): Html {
  const present = order.filter((word) => verdictTally(runs)[word] > 0);
  const option = (value: string, says: string, checked = false) =>
    html`<label
      ><input
        type="radio"
        name="verdict"
        value="${value}"
        ${checked ? html` checked` : undefined}
      />${says}</label
    > `;
  return html`<search class="finder">
    <input
      type="search"
      aria-label="Search the experiments"
      placeholder="Search: momentum, 0.01 …"
    />
    ${
      present.length < 2
        ? undefined
        : html`<fieldset>
            <legend>Claims</legend>
            ${option("", "all", true)} ${present.map((word) => option(word, word))}
          </fieldset>`
    }
    <output></output>
  </search>`;
}
