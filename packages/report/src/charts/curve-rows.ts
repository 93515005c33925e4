import { readNumber, withinRange } from "@gradlab/schema";
import type { Run, StoredNumber } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import { pointKey, pointOrder } from "../sweep/points.ts";
import { largest, least } from "./extremes.ts";
import { thinned } from "./thinned.ts";

/** One step of one curve; null where the mean is not a number an axis can hold. */
export interface CurveRow {
  readonly point: string;
  readonly name: string;
  readonly column: string;
  readonly step: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** More rows than these no screen shows; of a line at least its course and its spikes. */
const mostRows = 12_000;
const leastPoints = 12;

const finite = (stored: StoredNumber | undefined): number | null => {
  const value = readNumber(stored ?? null);
  return value !== null && Number.isFinite(value) ? value : null;
};

/** As far as values can lie, where the column is a metric. */
function band(column: string, low: number | null, high: number | null) {
  if (low === null || high === null) return { low, high };
  const [from, to] = withinRange(column, [low, high]);
  return { low: from, high: to };
}

/** The curves of one series as rows, in the order of the sweepPoints; empty ones left out. */
export function curveRows(run: Run, series: string, columns: readonly string[]): CurveRow[] {
  const names = pointNames(run);
  const order = pointOrder(run);
  const place = (it: { sweepPoint: Run["curves"][number]["sweepPoint"] }) =>
    order.get(pointKey(it.sweepPoint)) ?? order.size;
  const curves = run.curves
    .filter((it) => it.series === series && columns.includes(it.column))
    .toSorted(
      (a, b) => place(a) - place(b) || columns.indexOf(a.column) - columns.indexOf(b.column),
    );
  const most = Math.max(leastPoints, Math.floor(mostRows / curves.length));
  return curves.flatMap(({ sweepPoint, column, n, step, mean, low, high }) => {
    const rows = step.map((at, i) => ({
      point: names.short(sweepPoint),
      name: names.full(sweepPoint),
      column,
      step: at,
      mean: finite(mean[i]),
      ...band(column, finite(low[i]), finite(high[i])),
      n,
    }));
    return rows.some((row) => row.mean !== null) ? thinned(rows, most, (row) => row.mean) : [];
  });
}

export const finiteMeans = (rows: readonly CurveRow[]): number[] =>
  rows.flatMap((row) => (row.mean === null ? [] : [row.mean]));

/** Intervals of two or three seeds may reach far: they stretch an axis by so much of what the means span. */
const mostStretch = 0.4;

/** What a linear axis is to hold: the means, and of the intervals what is not too far from them. */
export function shownValues(rows: readonly CurveRow[]): number[] {
  const means = finiteMeans(rows);
  const [from, to] = [least(means), largest(means)];
  const far = (to - from) * mostStretch;
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter((it) => it !== null);
  return [...means, ...ends.map((it) => Math.min(to + far, Math.max(from - far, it)))];
}

/** One evaluation is a point, and stands in the table. */
export const hasCurve = (rows: readonly CurveRow[]): boolean =>
  new Set(rows.filter((row) => row.mean !== null).map((row) => row.step)).size > 1;
