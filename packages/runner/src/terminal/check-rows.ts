import {
  confidenceName,
  areAllSame,
  type Check,
  type Verdict,
  type VerdictWord,
} from "@gradlab/schema";
import type { HeldMetric, Outcome } from "../compare/held.ts";
import type { Checked } from "../judge/checked.ts";
import { limitText } from "./closing.ts";
import { differenceLabel, intervalLabel, metricLabel, pointLabel } from "./format.ts";

/** A claim or the baseline, at one sweepPoint. */
export interface CheckRow {
  readonly isClaim: boolean;
  readonly verdict: VerdictWord;
  /** The verdict, and why where it is no pass. */
  readonly word: string;
  /** Claim, metric, limit or baseline, value, interval, n, margin. */
  readonly cells: readonly string[];
}

export const isFine = ({ verdict }: CheckRow) => verdict === "pass";

export const checkRows = ({ verdicts, baseline }: Checked): CheckRow[] => [
  ...verdicts.flatMap((verdict) => verdict.checks.map((check) => claimRow(verdict, check))),
  ...(baseline?.metrics ?? []).map(baselineRow),
];

function claimRow({ says, metric, statistic }: Verdict, check: Check): CheckRow {
  const { sweepPoint, against, value, interval, confidence, look, looks = 1, n, verdict } = check;
  const label = against ? differenceLabel : metricLabel;
  const { tolerance } = check;
  const isSame = areAllSame(check, statistic);
  const range = interval && intervalLabel(metric, interval, against !== undefined, tolerance);
  const by = looks === 1 ? "" : ` (${confidenceName(confidence)}, look ${look} of ${looks})`;
  return {
    isClaim: true,
    verdict,
    word: verdict === "pass" ? verdict : `${verdict}: ${check.reason}`,
    cells: [
      says,
      named(statistic === "median" ? `median ${metric}` : metric, sweepPoint),
      limitText(check, metric),
      value === null ? "–" : `${against ? "difference " : ""}${label(metric, value, tolerance)}`,
      range === null ? "–" : isSame ? (n === 1 ? "exact" : "all the same") : `${range}${by}`,
      String(n),
      check.margin === null ? "–" : differenceLabel(metric, check.margin),
    ],
  };
}

const verdictOf = {
  identical: "pass",
  "no worse": "pass",
  worse: "fail",
  inconclusive: "inconclusive",
} satisfies Record<Outcome, VerdictWord>;

function baselineRow(held: HeldMetric): CheckRow {
  const { metric, outcome, before, after, interval, tolerance, n, margin, reason } = held;
  const verdict = verdictOf[outcome];
  const isSame = outcome === "identical";
  const range = interval && `difference ${intervalLabel(metric, interval, true)}`;
  return {
    isClaim: false,
    verdict,
    word: verdict === "pass" ? outcome : `${outcome}: ${reason}`,
    cells: [
      "as good as the baseline",
      named(metric, held.sweepPoint),
      `${metricLabel(metric, before)}, tolerance ${differenceLabel(metric, tolerance)}`,
      metricLabel(metric, after),
      isSame || range === null ? "–" : range,
      String(n),
      differenceLabel(metric, margin),
    ],
  };
}

const named = (metric: string, point: HeldMetric["sweepPoint"]) =>
  [metric, pointLabel(point)].filter((part) => part !== "").join(" at ");
