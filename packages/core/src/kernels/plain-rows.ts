import type { Kernels } from "./contract.ts";
import { rowReader } from "./row-reader.ts";

export const plainRows = {
  transpose(x, out) {
    const { rows, columns } = x;
    const { begin, end, column, value } = rowReader(x);
    const start = out.rowStart;
    start.fill(0, 0, columns + 1);
    for (let n = 0; n < rows; n++) {
      for (let p = begin(n), to = end(n); p < to; p++) start[column[p]! + 1]!++;
    }
    for (let k = 0; k < columns; k++) start[k + 1]! += start[k]!;
    for (let n = 0; n < rows; n++) {
      for (let p = begin(n), to = end(n); p < to; p++) {
        const q = start[column[p]!]!++;
        out.column[q] = n;
        out.value[q] = value(p);
      }
    }
    // Each start has moved to the next row's: shift them back.
    start.copyWithin(1, 0, columns);
    start[0] = 0;
    out.rows = columns;
  },
} satisfies Partial<Kernels>;
