import type {
  Check,
  Comparison,
  Run,
  StoredNumber,
  Summary,
  Trial,
  Verdict,
} from "@gradlab/schema";
import { sameJson } from "../experiment/same-json.ts";
import { differenceLabel, metricLabel, pointLabel, textTable, verdictLabel } from "./format.ts";

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
  const { sweepPoint, comparison, limit, tolerance, against, value, interval, n, reason } = check;
  const label = (it: StoredNumber) => (against ? differenceLabel : metricLabel)(metric, it);
  const where = pointLabel(sweepPoint);
  const expected = against
    ? `${words[comparison]} ${pointLabel(against)}${limit ? ` ${comparison === "within" ? "within" : "by"} ${label(limit)}` : ""}`
    : `${words[comparison]} ${label(limit)}${tolerance === undefined ? "" : ` ± ${label(tolerance)}`}`;
  const about = `${name}${where && ` at ${where}`}, expected ${expected}`;
  if (value === null) return `${about}: ${reason}`;
  const isExact = interval !== null && interval[0] === interval[1] && check.n === 1;
  const range = interval && !isExact ? ` [${label(interval[0])}, ${label(interval[1])}]` : "";
  const measured = `${against ? "difference " : ""}${label(value)}${range}, n = ${n}`;
  return check.verdict === "pass" ? `${about}: ${measured}` : `${about}: ${measured}; ${reason}`;
}

/** Trials that failed, each with its seed and why. */
export function failureLines(trials: readonly Trial[]): string[] {
  return trials
    .filter(({ status }) => status === "failed")
    .map(({ sweepPoint, seed, error }) => {
      const point = pointLabel(sweepPoint);
      const why = error?.split("\n").find((line) => /^\w*Error\b/.test(line)) ?? error ?? "";
      return `failed: ${point === "" ? "" : `${point}, `}seed ${seed}: ${why}`;
    });
}
