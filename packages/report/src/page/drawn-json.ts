import type { Spec } from "vega";
import type { View } from "./view.ts";

type Row = Readonly<Record<string, unknown>>;
/** A table by columns; one whose rows are not alike stays as it is. */
type Table = { columns: Record<string, unknown[]> } | { rows: readonly Row[] };

const digits = 6;

/** What a view draws, for `in-page/charts.js`: each table once, numbers as exact as a screen can show. */
export function drawnJson(
  drawn: NonNullable<View["drawn"]>,
  galleries: NonNullable<View["galleries"]> = {},
): string {
  const known = new Map<string, number>();
  const tables: Table[] = [];
  const tableOf = (rows: readonly Row[]): number => {
    const key = json(rows);
    if (!known.has(key)) known.set(key, tables.push(byColumns(rows)) - 1);
    return known.get(key)!;
  };
  const light = ({ data = [], ...spec }: Spec) => ({
    ...spec,
    data: data.map((it) =>
      "values" in it && Array.isArray(it.values) ? { ...it, values: tableOf(it.values) } : it,
    ),
  });
  const specs = Object.fromEntries(Object.entries(drawn).map(([id, spec]) => [id, light(spec)]));
  return json({ tables, specs, galleries });
}

function byColumns(rows: readonly Row[]): Table {
  const names = Object.keys(rows[0] ?? {});
  const alike = rows.every((row) => Object.keys(row).join() === names.join());
  if (!alike || names.length === 0) return { rows };
  return {
    columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])),
  };
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_key, it: unknown) =>
    typeof it === "number" && !Number.isInteger(it) ? Number(it.toPrecision(digits)) : it,
  );
