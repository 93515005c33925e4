import { storeNumber } from "@gradlab/schema/without-zod";
import type { Cell, Rows } from "./rows.ts";

/** A list of records, one a line; numbers that are not finite by their names, as in results. */
export function* jsonOf({ columns, trials }: Rows): Generator<string> {
  let before = "[\n";
  for (const rows of trials) {
    const lines = rows.map((cells) => {
      const record = columns.map((name, i) => [name, stored(cells[i]!)] as const);
      return JSON.stringify(Object.fromEntries(record));
    });
    if (lines.length === 0) continue;
    yield before + lines.join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

const stored = (cell: Cell) => (typeof cell === "number" ? storeNumber(cell) : cell);
