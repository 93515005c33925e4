import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first, second, surface } from "./colours.ts";
import { logDomain } from "./domains.ts";
import { channel } from "./line-layers.ts";
import { panelsSpec } from "./panels.ts";
import { exampleNote, finiteColumn, numberAt, pointTables } from "./table-rows.ts";

const kinds = {
  maxDifference: { says: "all entries", colour: second, shape: "square", size: 80 },
  maxDifferenceAwayFromKinks: {
    says: "away from kinks",
    colour: first,
    shape: "circle",
    size: 45,
  },
} as const;
const rowHeight = 26;

/** The largest difference between numeric gradient and backprop, tensor by tensor. */
export function tensorDifferences(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "tensors");
  const columns = Object.entries(kinds);
  const domain = logDomain(
    tables.flatMap(({ rows }) => columns.flatMap(([column]) => finiteColumn(rows, column))),
  );
  if (domain === undefined) return undefined;
  const low = domain[0] / 2;
  const shown = [low, domain[1] * 1.5] as [number, number];
  const x = channel("x", { title: "largest difference (log)", domain: shown, log: true });
  return panelsSpec({
    title: "Numeric gradient against backprop, by tensor",
    subtitle: [
      `Away from kinks: entries that move no ReLU across its kink. A difference of 0 is drawn at the left edge. ${exampleNote(run, tables)}`.trim(),
    ],
    description: `Largest gradient difference by tensor. ${tables
      .map(
        ({ heading, rows }) =>
          `${heading || "All trials"}: ${rows
            .map(
              (row) =>
                `${String(row["tensor"])} ${plain(numberAt(row, "maxDifference"))}, away from kinks ${plain(numberAt(row, "maxDifferenceAwayFromKinks"))}`,
            )
            .join(", ")}`,
      )
      .join("; ")}.`,
    key: {
      items: columns.map(([, { says, colour, shape }]) => ({
        says,
        colour,
        mark: shape === "square" ? "square" : "dot",
      })),
    },
    most: 2,
    panels: tables.map(({ heading, rows }) => {
      const tensors = rows.map((row) => String(row["tensor"]));
      return {
        title: heading,
        ratio: Math.max(0.3, (rowHeight * tensors.length) / 260),
        layer: columns.map(([column, { says, colour, shape, size }]) => ({
          data: {
            values: rows.flatMap((row) => {
              const value = numberAt(row, column);
              return Number.isFinite(value)
                ? [
                    {
                      tensor: String(row["tensor"]),
                      x: value > 0 ? value : low,
                      text: plain(value),
                      of: says,
                      kinks: plain(numberAt(row, "kinkShare")),
                    },
                  ]
                : [];
            }),
          },
          mark: {
            type: "point" as const,
            filled: true,
            opacity: 1,
            shape,
            size,
            color: colour,
            stroke: surface,
            strokeWidth: 1,
          },
          encoding: {
            x,
            y: {
              field: "tensor",
              type: "nominal" as const,
              scale: { domain: tensors },
              axis: { title: null, grid: true, labelLimit: 80 },
            },
            tooltip: [
              { field: "tensor", title: "tensor" },
              { field: "of", title: "entries" },
              { field: "text", title: "largest difference" },
              { field: "kinks", title: "share across a kink" },
            ],
          },
        })),
      };
    }),
  });
}
