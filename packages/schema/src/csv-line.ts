export type CsvCell = string | number | boolean | null;

/**
 * A line by RFC 4180, ending in \n. No library: to keep spreadsheets from computing a text, and leave -1
 * alone, the writer must know texts from numbers, which none of them does.
 */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cellOf).join(",")}\n`;

/** Empty for null; numbers that are not finite by the names NaN, Infinity, -Infinity. */
function cellOf(cell: CsvCell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
