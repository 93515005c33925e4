import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { counted, plain } from "../numbers.ts";
import { first, ink, second } from "./colours.ts";
import { extremeTables, extremesNote } from "./extreme-tables.ts";
import { panelsSpec } from "./panels.ts";
import { exampleNote, finiteColumn, numberAt } from "./table-rows.ts";
import type { TableRow } from "./table-rows.ts";

/** White is hard to read on strong orange. */
const isStrong = "datum.size > 0.65 && datum.actual !== datum.predicted";
const onStrong = "light-dark(#1f2328, #14181e)";

/** What was read as what. */
export function confusionMatrix(run: Run): TopLevelSpec | undefined {
  const tables = extremeTables(run, "confusion");
  if (tables.length === 0) return undefined;
  return panelsSpec({
    title: "What was read as what",
    subtitle: [
      [
        "Test samples by true class and by the class read; the diagonal is right, mistakes are orange.",
        extremesNote(run),
        exampleNote(run, tables),
      ]
        .filter(Boolean)
        .join(" "),
    ],
    description: `Confusion matrix of the test split. ${tables
      .map(({ heading, rows }) => `${heading || "All trials"}: ${worstMistake(rows)}`)
      .join("; ")}.`,
    most: 2,
    panels: tables.map(({ heading, rows }) => {
      const mistakes = rows.filter((row) => row["actual"] !== row["predicted"]);
      const worst = Math.max(...finiteColumn(mistakes, "count"), 1);
      const totals = new Map<number, number>();
      for (const row of rows) {
        const actual = numberAt(row, "actual");
        totals.set(actual, (totals.get(actual) ?? 0) + numberAt(row, "count"));
      }
      const values = rows
        .filter((row) => numberAt(row, "count") > 0)
        .map((row) => {
          const [actual, predicted, count] = ["actual", "predicted", "count"].map((it) =>
            numberAt(row, it),
          ) as [number, number, number];
          const right = actual === predicted;
          return {
            actual,
            predicted,
            count,
            colour: right ? first : second,
            size: right ? (0.6 * count) / totals.get(actual)! : 0.1 + (0.8 * count) / worst,
          };
        });
      const classes = [
        ...new Set(rows.flatMap((row) => [numberAt(row, "actual"), numberAt(row, "predicted")])),
      ].toSorted((a, b) => a - b);
      const axis = { labelAngle: 0, domain: false, ticks: false };
      const x = {
        field: "predicted",
        type: "ordinal" as const,
        scale: { domain: classes },
        axis: { title: "read as", ...axis },
      };
      const y = {
        field: "actual",
        type: "ordinal" as const,
        scale: { domain: classes },
        axis: { title: "true class", ...axis },
      };
      return {
        title: heading,
        ratio: 0.9,
        layer: [
          {
            data: { values },
            mark: { type: "rect" as const },
            encoding: {
              x,
              y,
              fill: { field: "colour", type: "nominal" as const, scale: null },
              fillOpacity: { field: "size", type: "quantitative" as const, scale: null },
              tooltip: [
                { field: "actual", title: "true class" },
                { field: "predicted", title: "read as" },
                { field: "count", title: "samples", format: ",d" },
              ],
            },
          },
          {
            data: { values },
            mark: {
              type: "text" as const,
              fontSize: { expr: `clamp(width / ${4 * classes.length}, 8, 13)` },
            },
            encoding: {
              x,
              y,
              text: { field: "count", type: "quantitative" as const },
              color: { condition: { test: isStrong, value: onStrong }, value: ink },
            },
          },
        ],
      };
    }),
  });
}

function worstMistake(rows: readonly TableRow[]): string {
  const mistakes = rows.filter((row) => row["actual"] !== row["predicted"]);
  if (mistakes.length === 0) return "no mistake";
  const worst = mistakes.reduce((a, b) => (numberAt(b, "count") > numberAt(a, "count") ? b : a));
  if (!(numberAt(worst, "count") > 0)) return "no mistake";
  return `most often ${plain(numberAt(worst, "actual"))} is read as ${plain(numberAt(worst, "predicted"))}, ${counted(numberAt(worst, "count"), "time")}`;
}
