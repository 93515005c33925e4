import { parquetWriteBuffer, type BasicType } from "hyparquet-writer";
import type { Cell, Rows } from "./rows.ts";

/** Numbers as doubles, not finite ones too; seeds and steps as integers; what is not there as null. */
export function parquetOf({ columns, trials }: Rows): Uint8Array {
  const cells: Cell[][] = columns.map(() => []);
  for (const rows of trials) {
    for (const row of rows) row.forEach((cell, i) => cells[i]!.push(cell));
  }
  const columnData = columns.map((name, i) => {
    const type = typeOf(name, cells[i]!);
    const data = type === "STRING" ? cells[i]!.map(text) : cells[i]!;
    return { name, type, data, nullable: data.includes(null) };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "gradlab" }));
}

/** One type a column: a swept path with values of several has them as texts. */
function typeOf(name: string, cells: readonly Cell[]): BasicType {
  const all = (is: (cell: Cell) => boolean) => cells.every((cell) => cell === null || is(cell));
  if ((name === "seed" || name === "step") && all(isInt32)) return "INT32";
  if (all((cell) => typeof cell === "number")) return "DOUBLE";
  return all((cell) => typeof cell === "boolean") ? "BOOLEAN" : "STRING";
}

const isInt32 = (cell: Cell) => typeof cell === "number" && (cell | 0) === cell;

const text = (cell: Cell) => (cell === null ? null : String(cell));
