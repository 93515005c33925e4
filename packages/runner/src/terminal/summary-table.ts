import canonicalize from "canonicalize";
import { readNumber, type Run, type Summary } from "@gradlab/schema";
import { counted } from "../counted.ts";
import { metricLabel, pointLabel, textTable } from "./format.ts";

/** Columns of the closing table beside what the claims are about, as far as they were measured. */
export const usual = [
  "test.accuracy",
  "train.accuracy",
  "train.loss",
  "gradient.maxDifference",
  "timing.stepMs",
];
const mostColumns = 5;
/** Of more sweepPoints the best, or the first. */
const mostRows = 40;
/** A longer name stands above its numbers where these would not fit beside it. */
const longestBeside = 24;

interface Row {
  readonly name: string;
  readonly trials: string;
  readonly cells: readonly string[];
  /** "2 diverged, 1 failed" */
  readonly odd: string;
  readonly accuracy: number;
}

/**
 * Mean ± sd over seeds, a line for each sweepPoint, as wide as the terminal: what does not fit is named below,
 * with where it is.
 */
export function summaryTable(run: Run, width = Infinity): string {
  const claimed = run.verdicts.map(({ metric }) => metric);
  const measured = [...new Set([...claimed, ...usual])]
    .filter((metric) => run.summaries.some((it) => it.metric === metric && it.n > 0))
    .slice(0, mostColumns);
  const all = rowsOf(run, measured);
  const rows = shownOf(all);
  const { text, left } = fitted(rows, measured, width);
  const notes = [
    ...(rows.length < all.length
      ? [`${counted(all.length - rows.length, "sweepPoint")} of ${all.length}`]
      : []),
    ...left,
  ];
  if (notes.length === 0) return text;
  return `${text}\nnot shown: ${notes.join(", ")}; \`pnpm report ${run.experiment}\` has all`;
}

function rowsOf(run: Run, measured: readonly string[]): Row[] {
  const trials = Map.groupBy(run.trials, ({ sweepPoint }) => canonicalize(sweepPoint));
  const groups = Map.groupBy(run.summaries, ({ sweepPoint }) => canonicalize(sweepPoint));
  return [...groups].map(([key, own]) => {
    const its = trials.get(key) ?? [];
    const accuracy = own.find((it) => it.metric === "test.accuracy")?.mean ?? null;
    return {
      name: pointLabel(own[0]!.sweepPoint) || run.experiment,
      trials: String(its.length),
      cells: measured.map((metric) => cell(own.find((it) => it.metric === metric))),
      odd: oddOf(its),
      accuracy: readNumber(accuracy) ?? Number.NaN,
    };
  });
}

function oddOf(trials: Run["trials"]): string {
  const odd = trials.filter(({ status }) => status !== "complete");
  const groups = Map.groupBy(odd, ({ status }) => status);
  return [...groups].map(([status, { length }]) => `${length} ${status}`).join(", ");
}

function shownOf(all: readonly Row[]): readonly Row[] {
  if (all.length <= mostRows) return all;
  const known = all.filter(({ accuracy }) => Number.isFinite(accuracy));
  const best = known.toSorted((a, b) => b.accuracy - a.accuracy);
  return (best.length > 0 ? best : all).slice(0, mostRows);
}

/** With as many columns as fit, the last left out first; names above their rows where that leaves room for more. */
function fitted(
  rows: readonly Row[],
  metrics: readonly string[],
  width: number,
): { text: string; left: readonly string[] } {
  const isLong = rows.some(({ name }) => name.length > longestBeside);
  for (let n = metrics.length; n >= 1; n--) {
    for (const above of isLong ? [false, true] : [false]) {
      const text = tableOf(rows, metrics.slice(0, n), above);
      if (n === 1 && above === isLong) return { text, left: metrics.slice(1) };
      if (widthOf(text) <= width) return { text, left: metrics.slice(n) };
    }
  }
  return { text: tableOf(rows, [], false), left: [] };
}

const widthOf = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

function tableOf(rows: readonly Row[], metrics: readonly string[], above: boolean): string {
  const table = textTable([
    ["", "seeds", ...metrics, ""],
    ...rows.map(({ name, trials, cells, odd }) => [
      above ? "" : name,
      trials,
      ...cells.slice(0, metrics.length),
      odd,
    ]),
  ]);
  if (!above) return table;
  const [head, rule, ...lines] = table.split("\n");
  return [head, rule, ...lines.flatMap((line, i) => [rows[i]!.name, line])].join("\n");
}

function cell(summary: Summary | undefined): string {
  if (summary === undefined || summary.n === 0) return "–";
  const mean = metricLabel(summary.metric, summary.mean);
  if (summary.n < 2) return mean;
  const [number, unit = ""] = mean.split(" ");
  const sd = metricLabel(summary.metric, summary.sd).split(" ")[0];
  return `${number} ± ${sd} ${unit}`.trimEnd();
}
