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

/** Columns of the closing table, as far as they were measured. */
const columns = [
  "test.accuracy",
  "train.accuracy",
  "train.loss",
  "gradient.maxDifference",
  "timing.stepMs",
];

/** Mean ± sd over seeds, a line for each sweepPoint. */
export function summaryTable(run: Run): string {
  const measured = columns.filter((metric) =>
    run.summaries.some((it) => it.metric === metric && it.n > 0),
  );
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
    .flatMap(({ says, metric, verdict, checks }) => {
      const worth = checks.filter((it) => it.verdict !== "pass" || checks.length === 1);
      return [
        `${verdictLabel(verdict, stream)}  ${says}`,
        ...worth.map((check) => `    ${checkLine(check, metric)}`),
      ];
    })
    .join("\n");
}

const words = {
  atLeast: "at least",
  atMost: "at most",
  above: "above",
  below: "below",
  within: "as",
} satisfies Record<Comparison, string>;

function checkLine(check: Check, metric: string): string {
  const { sweepPoint, comparison, limit, against, value, interval, n, reason } = check;
  const label = (it: StoredNumber) => (against ? differenceLabel : metricLabel)(metric, it);
  const where = pointLabel(sweepPoint);
  const expected = against
    ? `${words[comparison]} ${pointLabel(against)}${limit ? ` ${comparison === "within" ? "within" : "by"} ${label(limit)}` : ""}`
    : `${words[comparison]} ${label(limit)}`;
  const about = `${metric}${where && ` at ${where}`}, expected ${expected}`;
  if (value === null) return `${about}: ${reason}`;
  const range = interval ? ` [${label(interval[0])}, ${label(interval[1])}]` : "";
  const measured = `${against ? "difference " : ""}${label(value)}${range}, n = ${n}`;
  return check.verdict === "pass" ? `${about}: ${measured}` : `${about}: ${measured}; ${reason}`;
}

/** Trials that went wrong, each with its seed and why. */
export function troubleLines(trials: readonly Trial[]): string[] {
  return trials
    .filter(({ status }) => status !== "complete")
    .map(({ status, sweepPoint, seed, diagnoses, error }) => {
      const why = diagnoses[0]?.says ?? error?.split("\n")[0] ?? "";
      return `${status}: ${pointLabel(sweepPoint)}${Object.keys(sweepPoint).length > 0 ? ", " : ""}seed ${seed}: ${why}`;
    });
}
