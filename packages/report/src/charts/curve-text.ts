import type { Run } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import type { CurveRow } from "./curve-rows.ts";
import { largest } from "./extremes.ts";
import { pointColours } from "./point-colours.ts";

const mostNamed = 8;

/** A step's interval and the method behind it, for a tooltip. */
export function intervalText({ low, high, n }: CurveRow, text: (value: number) => string): string {
  if (low === null || high === null) return n === 1 ? "none: one seed" : "none";
  return `${text(low)} to ${text(high)} (${n} seeds, Student’s t)`;
}

/** For those who hear the chart: where each line begins and ends, not every step. */
export function describeLines(
  rows: readonly CurveRow[],
  column: string,
  text: (value: number) => string,
): string {
  const known = rows.filter((it) => it.column === column && it.mean !== null);
  const lines = [...Map.groupBy(known, ({ name }) => name)];
  return lines
    .map(([name, line]) => {
      const [from, to] = [line[0]!, line.at(-1)!];
      return `${name}: ${text(from.mean!)} at step ${from.step} to ${text(to.mean!)} at step ${to.step}`;
    })
    .join("; ");
}

/** The sentence on bands and missing lines that belongs under every chart of curves. */
export function curvesNote(run: Run, rows: readonly CurveRow[]): string {
  const n = largest(
    rows.map((row) => row.n),
    0,
  );
  const band = rows.some((row) => row.low !== null)
    ? `Lines are means over ${rows.every((row) => row.n === n) ? "" : "up to "}${n} seeds, bands 95 % intervals (Student’s t).`
    : n <= 1
      ? "One seed: no interval."
      : "";
  const drawn = new Set(rows.filter((row) => row.mean !== null).map((row) => row.point));
  const { domain } = pointColours(run);
  const absent = domain.filter((it) => !drawn.has(it));
  const axis = pointNames(run).axis;
  const which = absent.length > mostNamed ? `${absent.length} sweepPoints` : absent.join(", ");
  const of = axis === "" || absent.length > mostNamed ? "" : `${axis} `;
  const gone = absent.length === 0 ? "" : `No curve for ${of}${which}.`;
  return [band, gone].filter(Boolean).join(" ");
}
