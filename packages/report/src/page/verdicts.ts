import type { Check, Run, Verdict, VerdictWord } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import type { PointNames } from "../sweep/names.ts";
import { checkSentence, evidence } from "../words/check-sentence.ts";
import { folded } from "./folded.ts";
import { html, Html } from "./html.ts";
import { sentence } from "../words/sentence.ts";
import { answer } from "../words/verdict-counts.ts";

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
            ${checkList(verdict, names)}
          </li> `,
      )}
    </ul>`;
}

/** Of more sweepPoints than these the first stand open, those that do not pass before the others. */
const mostOpen = 24;
const firstShown = 12;

function checkList(verdict: Verdict, names: PointNames): Html {
  const list = (checks: readonly Check[]) =>
    html`<ul class="checks">
      ${checks.map((check) => checkItem(check, verdict, names))}
    </ul>`;
  const { checks } = verdict;
  if (checks.length <= mostOpen) return list(checks);
  const passes = ({ verdict: word }: Check) => word === "pass";
  const ordered = [...checks.filter((it) => !passes(it)), ...checks.filter(passes)];
  const rest = ordered.slice(firstShown);
  const n = rest.length.toLocaleString("en-US");
  const which = rest.every(passes) ? `${n} more, which all pass` : `${n} more`;
  return html`${list(ordered.slice(0, firstShown))} ${folded(which, list(rest))}`;
}

function checkItem(check: Check, verdict: Verdict, names: PointNames): Html {
  const { found, claimed } = checkSentence(check, verdict, names);
  const word =
    verdict.checks.length > 1
      ? html`<span class="${check.verdict}">${verdictIcon(check.verdict)}${check.verdict}</span> `
      : undefined;
  const facts = evidence(check, verdict);
  return html`<li>
    <p>${word}<span class="found">${found}</span>; ${claimed}.</p>
    ${facts === "" ? undefined : html`<p class="evidence">${sentence(facts)}</p>`}
    ${check.verdict === "pass" ? undefined : html`<p class="evidence">${sentence(check.reason)}</p>`}
  </li>`;
}
