import {
  areAllSame,
  confidenceName,
  type Check,
  type Comparison,
  type Trial,
  type Verdict,
} from "@gradlab/schema";
import {
  differenceLabel,
  intervalLabel,
  metricLabel,
  pointLabel,
  toleranceLabel,
  verdictLabel,
} from "./format.ts";
import { errorLine } from "../error-line.ts";
import { trialLabel } from "./trial-label.ts";

/** A line for each claim, and one for each sweepPoint that does not pass or is the only one. */
export function verdictLines(verdicts: readonly Verdict[], stream: NodeJS.WriteStream): string {
  return verdicts
    .flatMap((told) => {
      const { says, verdict, checks } = told;
      const worth = checks.filter((it) => it.verdict !== "pass" || checks.length === 1);
      return [
        `${verdictLabel(verdict, stream)}  ${says}`,
        ...worth.map((check) => `    ${checkLine(check, told)}`),
      ];
    })
    .join("\n");
}

const words = {
  atLeast: "at least",
  atMost: "at most",
  equals: "equal to",
  above: "above",
  below: "below",
  within: "as",
} satisfies Record<Comparison, string>;

function checkLine(check: Check, { metric, statistic }: Verdict): string {
  const { sweepPoint, against, value, n, verdict, reason, tolerance } = check;
  const where = pointLabel(sweepPoint);
  const name = statistic === "median" ? `median ${metric}` : metric;
  const about = `${name}${where && ` at ${where}`}, expected ${limitText(check, metric)}`;
  if (value === null) return `${about}: ${reason}`;
  const label = against ? differenceLabel : metricLabel;
  const number = `${against ? "difference " : ""}${label(metric, value, tolerance)}`;
  const measured = areAllSame(check, statistic)
    ? `${number}, n = ${n}${n > 1 ? ", all the same" : ""}`
    : `${number}${rangeText(check, metric)}, n = ${n}${lookText(check)}`;
  const line = `${about}: ${measured}${verdict === "pass" ? "" : `; ${reason}`}`;
  return line.length <= 96 ? line : line.replace(`${about}: `, `${about}:\n      `);
}

const rangeText = ({ interval, against, tolerance }: Check, metric: string) =>
  interval ? ` ${intervalLabel(metric, interval, against !== undefined, tolerance)}` : "";

/** "at least 96.50 %", "below learningRate 0.1 by 2.00 points" */
export function limitText(check: Check, metric: string): string {
  const { comparison, limit, tolerance, against } = check;
  if (limit === null) return `${words[comparison]} a limit`;
  if (against === undefined) {
    const range = tolerance === undefined ? "" : ` ${toleranceLabel(metric, tolerance)}`;
    return `${words[comparison]} ${metricLabel(metric, limit, tolerance)}${range}`;
  }
  const by = limit === 0 ? "" : ` by ${differenceLabel(metric, limit)}`;
  const other = `${words[comparison]} ${pointLabel(against)}${by}`;
  return comparison === "within" ? other.replace(" by ", " within ") : other;
}

/** ", look 1 of 3 at 97.7 %": which interval that is, where it is not the usual one. */
const lookText = ({ look, looks = 1, confidence }: Check) =>
  looks === 1 ? "" : `, look ${look} of ${looks} at ${confidenceName(confidence)}`;

const mostFailures = 20;

/** Trials that failed, each with its seed and why. */
export function failureLines(trials: readonly Trial[]): string[] {
  const failed = trials.filter(({ status }) => status === "failed");
  const more = failed.length - mostFailures;
  return [
    ...failed
      .slice(0, mostFailures)
      .map(({ error, ...it }) => `failed: ${trialLabel(it)}: ${errorLine(error ?? "")}`),
    ...(more > 0 ? [`failed: ${more} more`] : []),
  ];
}
