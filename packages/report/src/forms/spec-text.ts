import type { TopLevelSpec } from "vega-lite";

/** A spec to be read and changed by hand: its tables with a row a line. */
export function specText(spec: TopLevelSpec): string {
  const tables: string[] = [];
  const text = JSON.stringify(
    spec,
    (key, value: unknown) =>
      key === "values" && isTable(value) ? `\0${tables.push(rowsText(value)) - 1}` : value,
    1,
  );
  // No other text begins so: what stands alone has no control characters.
  return `${text.replaceAll(/"\\u0000(\d+)"/g, (_, i) => tables[Number(i)]!)}\n`;
}

const isTable = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === "object";

const rowsText = (rows: readonly object[]) =>
  `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
