import {
  confidenceName,
  type Check,
  type Comparison,
  type Run,
  type Summary,
  type Trial,
  type Verdict,
} from "@gradlab/schema";
import { sameJson } from "../experiment/same-json.ts";
import {
  differenceLabel,
  intervalLabel,
  metricLabel,
  pointLabel,
  textTable,
  verdictLabel,
} from "./format.ts";
import { errorLine, trialLabel } from "./trial-label.ts";

/** Columns of the closing table beside what the claims are about, as far as they were measured. */
const usual = [
  "test.accuracy",
  "train.accuracy",
  "train.loss",
  "gradient.maxDifference",
  "timing.stepMs",
];
const mostColumns = 5;

/** Mean ± sd over seeds, a line for each sweepPoint. */
export function summaryTable(run: Run): string {
  const claimed = run.verdicts.map(({ metric }) => metric);
  const measured = [...new Set([...claimed, ...usual])]
    .filter((metric) => run.summaries.some((it) => it.metric === metric && it.n > 0))
    .slice(0, mostColumns);
  const points = run.summaries
    .map(({ sweepPoint }) => sweepPoint)
    .filter((point, i, all) => all.findIndex((it) => sameJson(it, point)) === i);
  const rows = points.map((point) => {
    const own = run.summaries.filter((it) => sameJson(it.sweepPoint, point));
    const trials = run.trials.filter((it) => sameJson(it.sweepPoint, point));
    const odd = trials.filter(({ status }) => status !== "complete");
    return [
      pointLabel(point) || run.experiment,
      String(trials.length),
      ...measured.map((metric) => cell(own.find((it) => it.metric === metric))),
      odd.length > 0 ? `${odd.length} ${odd[0]!.status}` : "",
    ];
  });
  return textTable([["", "seeds", ...measured, ""], ...rows]);
}

function cell(summary: Summary | undefined): string {
  if (summary === undefined || summary.n === 0) return "–";
  const mean = metricLabel(summary.metric, summary.mean);
  if (summary.n < 2) return mean;
  const [number, unit = ""] = mean.split(" ");
  const sd = metricLabel(summary.metric, summary.sd).split(" ")[0];
  return `${number} ± ${sd} ${unit}`.trimEnd();
}

/** A line for each claim, and one for each sweepPoint that does not pass or is the only one. */
export function verdictLines(verdicts: readonly Verdict[], stream: NodeJS.WriteStream): string {
  return verdicts
    .flatMap(({ says, metric, statistic, verdict, checks }) => {
      const name = statistic === "median" ? `median ${metric}` : metric;
      const worth = checks.filter((it) => it.verdict !== "pass" || checks.length === 1);
      return [
        `${verdictLabel(verdict, stream)}  ${says}`,
        ...worth.map((check) => `    ${checkLine(check, metric, name)}`),
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

function checkLine(check: Check, metric: string, name: string): string {
  const { sweepPoint, against, value, interval, n, verdict, reason } = check;
  const where = pointLabel(sweepPoint);
  const about = `${name}${where && ` at ${where}`}, expected ${limitText(check, metric)}`;
  if (value === null) return `${about}: ${reason}`;
  const isExact = interval !== null && interval[0] === interval[1] && n === 1;
  const range =
    interval && !isExact ? ` ${intervalLabel(metric, interval, against !== undefined)}` : "";
  const label = against ? differenceLabel : metricLabel;
  const measured = `${against ? "difference " : ""}${label(metric, value)}${range}, n = ${n}${lookText(check)}`;
  const line = `${about}: ${measured}${verdict === "pass" ? "" : `; ${reason}`}`;
  return line.length <= 96 ? line : line.replace(`${about}: `, `${about}:\n      `);
}

/** "at least 96.50 %", "below learningRate 0.1 by 2.00 points" */
export function limitText(check: Check, metric: string): string {
  const { comparison, limit, tolerance, against } = check;
  if (limit === null) return `${words[comparison]} a limit`;
  if (against === undefined) {
    const range = tolerance === undefined ? "" : ` ± ${metricLabel(metric, tolerance)}`;
    return `${words[comparison]} ${metricLabel(metric, limit)}${range}`;
  }
  const by = limit === 0 ? "" : ` by ${differenceLabel(metric, limit)}`;
  const other = `${words[comparison]} ${pointLabel(against)}${by}`;
  return comparison === "within" ? other.replace(" by ", " within ") : other;
}

/** ", look 1 of 3 at 97.7 %": which interval that is, where it is not the usual one. */
const lookText = ({ look, looks = 1, confidence }: Check) =>
  looks === 1 ? "" : `, look ${look} of ${looks} at ${confidenceName(confidence)}`;

/** Trials that failed, each with its seed and why. */
export function failureLines(trials: readonly Trial[]): string[] {
  return trials
    .filter(({ status }) => status === "failed")
    .map(({ error, ...it }) => `failed: ${trialLabel(it)}: ${errorLine(error ?? "")}`);
}
