import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first, ink, muted, second } from "./colours.ts";
import { panelsSpec } from "./panels.ts";
import { finiteColumn, numberAt, pointTables } from "./table-rows.ts";

/** The gradient of one weight as a table of cells, by hand and by differences. */
export function weightGradient(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "gradient").filter(({ rows }) => "analytic" in rows[0]!);
  if (tables.length === 0) return undefined;
  const panels = tables.map(({ heading, rows }) => {
    const largest = Math.max(...finiteColumn(rows, "analytic").map(Math.abs), 1e-300);
    const values = rows.map((row) => {
      const analytic = numberAt(row, "analytic");
      return {
        input: numberAt(row, "input"),
        output: numberAt(row, "output"),
        colour: analytic < 0 ? first : second,
        size: Math.abs(analytic) / largest || 0,
        analytic: plain(Number(analytic.toPrecision(3))),
        numeric: plain(Number(numberAt(row, "numeric").toPrecision(3))),
      };
    });
    const x = {
      field: "output",
      type: "ordinal" as const,
      axis: { title: "output", orient: "top" as const, labelAngle: 0, domain: false, ticks: false },
    };
    const y = { field: "input", type: "ordinal" as const, axis: { title: "input", labelAngle: 0 } };
    const inputs = new Set(values.map(({ input }) => input)).size;
    const outputs = new Set(values.map(({ output }) => output)).size;
    const text = (field: string, dy: number, color: string, fontSize: number) => ({
      data: { values },
      mark: { type: "text" as const, dy, color, fontSize },
      encoding: { x, y, text: { field } },
    });
    return {
      title: heading,
      ratio: Math.min(1, Math.max(0.35, (0.75 * inputs) / outputs)),
      layer: [
        {
          data: { values },
          mark: { type: "rect" as const, stroke: muted, strokeWidth: 0.5 },
          encoding: {
            x,
            y,
            fill: { field: "colour", type: "nominal" as const, scale: null },
            fillOpacity: {
              field: "size",
              type: "quantitative" as const,
              scale: { domain: [0, 1], range: [0.03, 0.4] },
              legend: null,
            },
            tooltip: ["input", "output", "analytic", "numeric"].map((field) => ({
              field,
              title: field,
            })),
          },
        },
        text("analytic", -7, ink, 13),
        text("numeric", 10, muted, 11),
      ],
    };
  });
  return panelsSpec({
    title: "Gradient of the weight",
    subtitle: ["In each cell: by backprop, and below it by differences."],
    description: `Gradient of the weight. ${tables
      .map(
        ({ heading, rows }) =>
          `${heading || "The net"}: ${rows
            .map(
              (row) =>
                `from ${plain(numberAt(row, "input"))} to ${plain(numberAt(row, "output"))} ${plain(numberAt(row, "analytic"))}`,
            )
            .join(", ")}`,
      )
      .join("; ")}.`,
    most: 2,
    panels,
  });
}
