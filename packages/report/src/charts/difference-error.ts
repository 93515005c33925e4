import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { logDomain } from "./domains.ts";
import { lineLayers } from "./line-layers.ts";
import { pointKeyOf } from "./panels.ts";
import { numberAt, pointTables } from "./table-rows.ts";

/** The error of a difference quotient by its step: too large and too small a step both err. */
export function differenceError(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "error").filter(({ rows }) => "h" in rows[0]!);
  const rows = tables.flatMap((it) =>
    it.rows
      .map((row) => ({ point: it.point, x: numberAt(row, "h"), y: numberAt(row, "error") }))
      .filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(y)),
  );
  const domain = logDomain(rows.map(({ y }) => y));
  const hDomain = logDomain(rows.map(({ x }) => x));
  if (domain === undefined || hDomain === undefined) return undefined;
  const exact = tables.some((it) => it.rows.some((row) => numberAt(row, "error") === 0));
  return {
    title: {
      text: "Error of the difference quotient by its step",
      subtitle: [
        `Right: the curve bends within the step; left: digits cancel.${exact ? " Steps without any error have no place on a log axis." : ""}`,
      ],
    },
    description: `Error of the difference quotient by its step h. ${tables
      .map(({ point }) => {
        const line = rows.filter((row) => row.point === point);
        if (line.length === 0) return `${point}: no error`;
        const best = line.reduce((a, b) => (b.y < a.y ? b : a));
        return `${point}: least error ${plain(best.y)} at h ${plain(best.x)}`;
      })
      .join("; ")}.`,
    usermeta: {
      key: pointKeyOf(
        run,
        tables.map(({ point }) => point),
      ),
    },
    width: "container",
    height: 320,
    layer: lineLayers(
      run,
      rows,
      {
        x: { title: "step h (log scale)", domain: hDomain, log: true },
        y: { title: "error (log scale)", domain, log: true },
      },
      { text: plain },
    ),
  } as TopLevelSpec;
}
