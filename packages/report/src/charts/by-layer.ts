import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { decades, logDomain } from "./domains.ts";
import { largest } from "./extremes.ts";
import { extentDomain, lineLayers } from "./line-layers.ts";
import { pointKeyOf } from "./panels.ts";
import { exampleNote, numberAt } from "./table-rows.ts";
import type { PointTable } from "./table-rows.ts";

interface ByLayer {
  readonly title: string;
  readonly subtitle: string;
  readonly column: string;
  readonly what: string;
  readonly log: boolean;
}

/** A number of each layer, from the input on, a line for each sweepPoint. */
export function byLayer(
  run: Run,
  tables: readonly PointTable[],
  { title, subtitle, column, what, log }: ByLayer,
): TopLevelSpec | undefined {
  const rows = tables.flatMap(({ point, rows: its }) =>
    its
      .map((row) => ({ point, x: numberAt(row, "layer"), y: numberAt(row, column) }))
      .filter(({ y }) => Number.isFinite(y) && (!log || y > 0)),
  );
  const values = rows.map(({ y }) => y);
  const layers = [...new Set(rows.map(({ x }) => x))].toSorted((a, b) => a - b);
  const positive = logDomain(values);
  if (layers.length < 2 || positive === undefined) return undefined;
  const useLog = log && decades(values) > 0.7;
  const every = Math.max(1, Math.ceil(layers.length / 10));
  return {
    title: { text: title, subtitle: [`${subtitle} ${exampleNote(run, tables)}`.trim()] },
    description: `${title}. ${tables
      .map(
        ({ point, heading }) =>
          `${heading || "All trials"}: ${
            rows
              .filter((row) => row.point === point)
              .map(({ y }) => plain(Number(y.toPrecision(3))))
              .join(", ") || "nothing above 0"
          }`,
      )
      .join("; ")}.`,
    usermeta: {
      key: pointKeyOf(
        run,
        tables.map(({ point }) => point),
      ),
    },
    width: "container",
    height: 280,
    layer: lineLayers(
      run,
      rows,
      {
        x: {
          title: "layer, from the input on",
          domain: extentDomain(layers, 0.03),
          values: layers.filter((_, i) => i % every === 0),
          format: "d",
        },
        y: {
          title: useLog ? `${what} (log scale)` : what,
          domain: useLog ? positive : [0, largest(values) * 1.06],
          log: useLog,
        },
      },
      { dots: true, text: plain },
    ),
  } as TopLevelSpec;
}
