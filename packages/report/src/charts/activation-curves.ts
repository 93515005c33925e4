import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { extentDomain, lineLayers } from "./line-layers.ts";
import type { Domain } from "./domains.ts";
import { panelsSpec, pointKeyOf } from "./panels.ts";
import { finiteColumn, numberAt, pointTables } from "./table-rows.ts";

const muchLarger = 5;
const shownSize = 2;

/** Activation functions, and beside them their derivatives. */
export function activationCurves(run: Run): TopLevelSpec | undefined {
  const tables = pointTables(run, "curve").filter(({ rows }) => "slope" in rows[0]!);
  if (tables.length === 0) return undefined;
  const xDomain = extentDomain(
    tables.flatMap(({ rows }) => finiteColumn(rows, "x")),
    0,
  );
  const [values, slopes] = ["y", "slope"].map((column) =>
    shownDomain(tables.map(({ rows }) => finiteColumn(rows, column))),
  ) as [Shown, Shown];
  const panel = (title: string, column: string, domain: Domain) => ({
    title,
    ratio: 0.72,
    layer: lineLayers(
      run,
      tables.flatMap(({ point, rows }) =>
        rows.map((row) => ({
          point,
          x: numberAt(row, "x"),
          y: finiteOrNull(numberAt(row, column)),
        })),
      ),
      { x: { title: "x", domain: xDomain }, y: { title: null, domain } },
      { text: plain },
    ),
  });
  return panelsSpec({
    title: "Activation functions and their derivatives",
    subtitle: [values.cut || slopes.cut ? "Values far beyond the others’ range are cut off." : ""],
    description: `Activation functions and derivatives. ${tables
      .map(({ point, rows }) => {
        const range = (column: string) => {
          const all = finiteColumn(rows, column);
          return `${plain(Math.min(...all))} to ${plain(Math.max(...all))}`;
        };
        return `${point}: values ${range("y")}, derivative ${range("slope")}`;
      })
      .join("; ")}.`,
    key: pointKeyOf(
      run,
      tables.map(({ point }) => point),
    ),
    panels: [panel("function", "y", values.domain), panel("derivative", "slope", slopes.domain)],
  });
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

interface Shown {
  readonly domain: Domain;
  readonly cut: boolean;
}

/** All of it, unless one curve dwarfs the others. */
function shownDomain(curves: readonly number[][]): Shown {
  const sizes = curves.map((it) => Math.max(...it.map(Math.abs), 0)).filter((it) => it > 0);
  const all = extentDomain(curves.flat(), 0.06);
  const least = Math.min(...sizes);
  if (!(Math.max(...sizes) > least * muchLarger)) return { domain: all, cut: false };
  const limit = least * shownSize;
  return { domain: [Math.max(all[0], -limit), Math.min(all[1], limit)], cut: true };
}
