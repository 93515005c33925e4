import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured, plain } from "../numbers.ts";
import { first } from "./colours.ts";
import { channel, extentDomain } from "./line-layers.ts";
import { panelsSpec } from "./panels.ts";
import { exampleNote, finiteColumn, numberAt, pointTables } from "./table-rows.ts";

const longestBar = 0.3;
const widest = 0.86;

/** How the activations of each layer are spread: a histogram lying on its side for every layer. */
export function activationHistograms(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "histogram");
  if (tables.length === 0) return undefined;
  const largest = Math.max(...tables.flatMap(({ rows }) => finiteColumn(rows, "share")));
  const full = Math.min(largest, longestBar);
  return panelsSpec({
    title: "Activations, layer by layer",
    subtitle: [
      `Each layer’s histogram lies on its side: the longer a bar, the more outputs have that value.${
        largest > longestBar
          ? ` Bars end at ${100 * longestBar}\u00a0% of the outputs; what is more is cut.`
          : ""
      } ${exampleNote(run, tables)}`.trim(),
    ],
    description: `Histograms of the activations by layer. ${tables
      .map(({ heading, rows }) => {
        const last = Math.max(...finiteColumn(rows, "layer"));
        const fullest = rows
          .filter((row) => numberAt(row, "layer") === last)
          .reduce((a, b) => (numberAt(b, "share") > numberAt(a, "share") ? b : a));
        return `${heading || "All trials"}: in layer ${last} the fullest bin, ${plain(numberAt(fullest, "from"))} to ${plain(numberAt(fullest, "to"))}, holds ${measured(numberAt(fullest, "share"), "fraction")}`;
      })
      .join("; ")}.`,
    panels: tables.map(({ heading, rows }) => {
      const layers = [...new Set(finiteColumn(rows, "layer"))].toSorted((a, b) => a - b);
      const values = rows
        .filter((row) => numberAt(row, "share") > 0)
        .map((row) => {
          const [layer, share] = [numberAt(row, "layer"), numberAt(row, "share")];
          return {
            layer,
            end: layer + (Math.min(share, full) / full) * widest,
            from: numberAt(row, "from"),
            to: numberAt(row, "to"),
            shareText: measured(share, "fraction"),
            range: `${plain(numberAt(row, "from"))} to ${plain(numberAt(row, "to"))}`,
          };
        })
        .filter((it) => Number.isFinite(it.from) && Number.isFinite(it.to));
      const y = channel("from", {
        title: "activation",
        domain: extentDomain(
          values.flatMap(({ from, to }) => [from, to]),
          0.02,
        ),
        ticks: 4,
      });
      const every = Math.max(1, Math.ceil(layers.length / 8));
      const x = channel("layer", {
        title: "layer",
        domain: [layers[0]!, layers.at(-1)! + 1],
        values: layers.filter((_, i) => i % every === 0),
        format: "d",
      });
      return {
        title: heading,
        ratio: 0.85,
        layer: [
          {
            data: { values },
            mark: { type: "rect" as const, color: first, stroke: first, strokeWidth: 0.5 },
            encoding: {
              x,
              x2: { field: "end" },
              y,
              y2: { field: "to" },
              tooltip: [
                { field: "layer", title: "layer" },
                { field: "range", title: "activation" },
                { field: "shareText", title: "share" },
              ],
            },
          },
          {
            data: { values: layers.map((layer) => ({ layer })) },
            mark: { type: "rule" as const, color: first, strokeWidth: 0.75, opacity: 0.5 },
            encoding: { x },
          },
        ],
      };
    }),
  });
}
