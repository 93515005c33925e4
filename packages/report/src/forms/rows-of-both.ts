import type { Run } from "@gradlab/schema";
import type { Against } from "../results/compared.ts";
import type { Rows } from "./chart-rows.ts";

/** The same rows of a run and of the one that it is held against; a baseline has none but its trials. */
export function rowsOfBoth(
  run: Run,
  { before }: Against,
  rowsOf: (run: Run) => Rows | undefined,
): Rows {
  const each = [
    { says: before.says, rows: before.run && rowsOf(before.run) },
    { says: "now", rows: rowsOf(run) },
  ];
  const columns = [...new Set(each.flatMap(({ rows }) => rows?.columns ?? []))];
  return {
    columns: ["run", ...columns],
    rows: each.flatMap(({ says, rows = { columns: [], rows: [] } }) => {
      const places = columns.map((column) => rows.columns.indexOf(column));
      return rows.rows.map((row) => [says, ...places.map((place) => row[place] ?? null)]);
    }),
  };
}
