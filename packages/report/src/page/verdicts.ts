import type { Check, Run, Verdict, VerdictWord } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import type { PointNames } from "../sweep/names.ts";
import { checkSentence, evidence } from "./check-sentence.ts";
import { html, Html } from "./html.ts";
import { answer } from "./verdict-counts.ts";

const strokes = {
  pass: "M3 8.5 6.5 12 13 4.5",
  fail: "M4 4 12 12M12 4 4 12",
  inconclusive: "M5.2 6a2.9 2.9 0 1 1 4.3 2.5C8.4 9.1 8 9.6 8 10.4M8 13.3v.2",
} satisfies Record<VerdictWord, string>;

export function verdictIcon(word: VerdictWord): Html {
  return html`<svg viewBox="0 0 16 16" class="icon" aria-hidden="true">
    <path d="${strokes[word]}" />
  </svg>`;
}

/** The answer of the experiment: each claim with its verdict and what it rests on. */
export function verdictList(run: Run): Html {
  if (run.verdicts.length === 0) {
    return html`<p class="source">This experiment makes no claims.</p>`;
  }
  const names = pointNames(run);
  return html`<h3 class="answer">${answer(run)}</h3>
    <ul class="verdicts">
      ${run.verdicts.map(
        (verdict) =>
          html`<li>
            <span class="word ${verdict.verdict}"
              >${verdictIcon(verdict.verdict)}${verdict.verdict}</span
            >
            <span class="says">${verdict.says}</span>
            <ul class="checks">
              ${verdict.checks.map((check) => checkItem(check, verdict, names))}
            </ul>
          </li> `,
      )}
    </ul>`;
}

function checkItem(check: Check, verdict: Verdict, names: PointNames): Html {
  const { found, claimed } = checkSentence(check, verdict, names);
  const word =
    verdict.checks.length > 1
      ? html`<span class="${check.verdict}">${verdictIcon(check.verdict)}${check.verdict}</span> `
      : undefined;
  const facts = evidence(check, verdict.metric);
  return html`<li>
    <p>${word}<span class="found">${found}</span>; ${claimed}.</p>
    ${facts === "" ? undefined : html`<p class="evidence">${sentence(facts)}</p>`}
    ${check.verdict === "pass" ? undefined : html`<p class="evidence">${sentence(check.reason)}</p>`}
  </li>`;
}

export const sentence = (text: string) =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
