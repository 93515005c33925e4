import { seedsName, type Run, type RunTable } from "@gradlab/schema";
import { pointNames } from "../sweep/names.ts";
import { pointKey, pointOrder, sweepPoints } from "../sweep/points.ts";

type Cell = RunTable["columns"][string][number];
export type TableRow = Readonly<Record<string, Cell>>;

/** A table of one sweepPoint as rows. */
export interface PointTable {
  readonly sweepPoint: RunTable["sweepPoint"];
  /** as in the colour scale */
  readonly point: string;
  /** as a panel is headed; "" where nothing is swept */
  readonly heading: string;
  readonly seed: number;
  readonly rows: readonly TableRow[];
}

/** The tables of one name, in the order of the sweepPoints; empty ones left out. */
export function pointTables(run: Run, name: string): PointTable[] {
  const points = sweepPoints(run);
  const order = pointOrder(run);
  const names = pointNames(run);
  const place = (it: RunTable) => order.get(pointKey(it.sweepPoint)) ?? order.size;
  return run.tables
    .filter((it) => it.table === name)
    .toSorted((a, b) => place(a) - place(b))
    .map(({ sweepPoint, seed, columns }) => ({
      sweepPoint,
      point: names.short(sweepPoint),
      heading:
        points.length === 1 ? "" : [names.axis, names.short(sweepPoint)].filter(Boolean).join(" "),
      seed,
      rows: rowsOf(columns),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function rowsOf(columns: RunTable["columns"]): TableRow[] {
  const length = Math.max(0, ...Object.values(columns).map((it) => it.length));
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[i] ?? null])),
  );
}

/** The number of a cell; NaN where there is none. */
export const numberAt = (row: TableRow, column: string): number => {
  const cell = row[column];
  return cell === null || cell === undefined ? Number.NaN : Number(cell);
};

/** The finite numbers of a column. */
export const finiteColumn = (rows: readonly TableRow[], column: string): number[] =>
  rows.map((row) => numberAt(row, column)).filter(Number.isFinite);

/** Says that a picture shows one trial where there are several. */
export function exampleNote(run: Run, tables: readonly PointTable[]): string {
  const several = new Set(run.trials.map((it) => it.seed)).size > 1;
  return several && tables.length > 0
    ? `One trial as an example: ${seedsName(tables.map(({ seed }) => seed))}.`
    : "";
}
