import { csvLine } from "@gradlab/schema";
import type { Rows } from "./rows.ts";

/** A header, then every row, in UTF-8. */
export function* csvOf({ columns, trials }: Rows): Generator<string> {
  yield csvLine(columns);
  for (const rows of trials) yield rows.map(csvLine).join("");
}
