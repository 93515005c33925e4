import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { logDomain } from "./domains.ts";
import { largest } from "./extremes.ts";
import { lineLayers } from "./line-layers.ts";
import { pointKeyOf } from "./panels.ts";
import { numberAt, pointTables } from "./table-rows.ts";

const smallest = 1e-16;
const explosion = 1e6;

/** The function value as the steps go on. */
export function descentValues(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "path");
  if (tables.length === 0) return undefined;
  const starts = tables.map(({ rows }) => numberAt(rows[0]!, "value")).filter(Number.isFinite);
  const most = largest(starts, smallest) * explosion;
  let cut = false;
  const rows = tables.flatMap(({ point, rows: its }) =>
    its.map((row) => {
      const value = numberAt(row, "value");
      if (!(value <= most)) cut = true;
      if (value < smallest) cut = true;
      const y = Number.isNaN(value) ? null : Math.min(most, Math.max(smallest, value));
      return { point, x: numberAt(row, "step"), y };
    }),
  );
  const domain = logDomain(rows.flatMap(({ y }) => (y === null ? [] : [y])));
  const lastStep = largest(rows.map(({ x }) => x));
  if (domain === undefined || lastStep === 0) return undefined;
  return {
    title: {
      text: "Function value by step",
      subtitle: [
        cut ? "Values above a million times the start or below 1e-16 are drawn at the edge." : "",
      ],
    },
    description: `Function value by step. ${tables
      .map(
        ({ heading, rows: its }) =>
          `${heading || "Value"}: ${plain(numberAt(its[0]!, "value"))} to ${plain(numberAt(its.at(-1)!, "value"))}`,
      )
      .join("; ")}.`,
    usermeta: {
      key: pointKeyOf(
        run,
        tables.map(({ point }) => point),
      ),
    },
    width: "container",
    height: 300,
    layer: lineLayers(
      run,
      rows,
      {
        x: { title: "step", domain: [0, lastStep], format: ",d" },
        y: { title: "function value (log scale)", domain, log: true },
      },
      { text: plain },
    ),
  } as TopLevelSpec;
}
