import type { Check, Comparison, Run, Verdict, VerdictWord } from "@gradlab/schema";
import { difference, measured, unitOf } from "../numbers.ts";
import type { Unit } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import type { PointNames } from "../sweep/names.ts";
import { html, Html } from "./html.ts";

const strokes = {
  pass: "M3 8.5 6.5 12 13 4.5",
  fail: "M4 4 12 12M12 4 4 12",
  inconclusive: "M5.2 6a2.9 2.9 0 1 1 4.3 2.5C8.4 9.1 8 9.6 8 10.4M8 13.3v.2",
} satisfies Record<VerdictWord, string>;

export function verdictIcon(word: VerdictWord): Html {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="${strokes[word]}"
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>`;
}

/** The answer of the experiment: each claim with its verdict and what it rests on. */
export function verdictList(run: Run): Html {
  if (run.verdicts.length === 0) {
    return html`<p class="source">This experiment makes no claims.</p>`;
  }
  const names = pointNames(run);
  return html`<ul class="verdicts" aria-label="Claims and verdicts">
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

function checkItem(check: Check, { metric, statistic, checks }: Verdict, names: PointNames): Html {
  const unit = unitOf(metric);
  const paired = check.against !== undefined;
  const text = (value: Check["value"]) =>
    paired ? difference(value, unit) : measured(value, unit);
  const limit =
    check.limit === null ? "no limit for this data set" : limitText(check, text(check.limit), unit);
  const interval =
    check.interval === null
      ? "no interval"
      : check.n === 1
        ? "exact"
        : `95\u00a0% interval ${text(check.interval[0])} to ${text(check.interval[1])}`;
  const facts = [interval, `n\u00a0=\u00a0${check.n}`, limit].map(
    (fact) => html` · <span class="fact">${fact}</span>`,
  );
  const which = names.full(check.sweepPoint);
  const word =
    checks.length > 1 ? html`<span class="${check.verdict}">${check.verdict}</span> · ` : undefined;
  const against = paired ? ` against ${names.full(check.against!)}` : "";
  return html`<li>
    <p>
      ${word}<span class="value"
        >${statistic === "median" ? "median " : ""}${metric} ${text(check.value)}</span
      >
      at ${which}${against}${facts}
    </p>
    <p>${sentence(check.reason)}</p>
  </li>`;
}

export const sentence = (text: string) =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

const limitWords = {
  atLeast: "limit at least",
  atMost: "limit at most",
  equals: "expected",
  above: "limit above by",
  below: "limit below by",
  within: "limit within",
} satisfies Record<Comparison, string>;
const absolute: readonly Comparison[] = ["atLeast", "atMost", "equals"];

function limitText({ comparison, tolerance }: Check, limit: string, unit: Unit): string {
  const shown = absolute.includes(comparison) ? limit : limit.replace(/^[+\u2212]/, "");
  const around =
    comparison === "equals" && tolerance !== undefined ? ` ± ${measured(tolerance, unit)}` : "";
  return `${limitWords[comparison]} ${shown}${around}`;
}
