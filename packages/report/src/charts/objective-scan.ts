import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { largest, least } from "./extremes.ts";
import { extentDomain, lineLayers } from "./line-layers.ts";
import { panelsSpec } from "./panels.ts";
import { exampleNote, finiteColumn, numberAt, pointTables } from "./table-rows.ts";

/** The objective as one weight moves: smooth, or a staircase without a slope. */
export function objectiveScan(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "scan");
  if (tables.length === 0) return undefined;
  const distinct = (column: number[]) => new Set(column).size;
  return panelsSpec({
    title: "The objective as one weight moves",
    subtitle: [
      `A slope exists where the line is smooth; on a stair it is 0. ${exampleNote(run, tables)}`.trim(),
    ],
    description: `The objective by the offset of one weight. ${tables
      .map(({ heading, rows }) => {
        const values = finiteColumn(rows, "value");
        return `${heading || "Objective"}: ${distinct(values)} different values from ${plain(least(values))} to ${plain(largest(values))}`;
      })
      .join("; ")}.`,
    most: 2,
    panels: tables.map(({ point, heading, rows }) => {
      const values = finiteColumn(rows, "value");
      return {
        title: `${heading === "" ? "" : `${heading}: `}${distinct(values)} different values`,
        ratio: 0.62,
        layer: lineLayers(
          run,
          rows
            .map((row) => ({ point, x: numberAt(row, "offset"), y: numberAt(row, "value") }))
            .filter(({ y }) => Number.isFinite(y)),
          {
            x: {
              title: "offset of the weight",
              domain: extentDomain(finiteColumn(rows, "offset"), 0),
            },
            y: { title: null, domain: extentDomain(values, 0.08) },
          },
          { text: plain },
        ),
      };
    }),
  });
}
