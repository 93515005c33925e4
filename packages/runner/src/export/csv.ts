import type { Cell, Rows } from "./rows.ts";

/**
 * RFC 4180 with a header, UTF-8, lines ending in \n. No library: to keep spreadsheets from computing a
 * text, and leave -1 alone, the writer must know texts from numbers, which none of them does.
 */
export function* csvOf({ columns, trials }: Rows): Generator<string> {
  yield line(columns);
  for (const rows of trials) yield rows.map(line).join("");
}

const line = (cells: readonly Cell[]) => `${cells.map(cellOf).join(",")}\n`;

/** Empty for null; numbers that are not finite by the names NaN, Infinity, -Infinity. */
function cellOf(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return text === "" || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
