import type { Kernels } from "./contract.ts";

export const plainRows = {
  gather({ rowStart, column, pixel }, samples, levels, x) {
    let p = 0;
    for (let b = 0; b < samples.length; b++) {
      const n = samples[b]!;
      const end = rowStart[n + 1]!;
      for (let q = rowStart[n]!; q < end; q++) {
        x.column[p] = column[q]!;
        x.value[p++] = levels[pixel[q]!]!;
      }
      x.rowStart[b + 1] = p;
    }
    x.rows = samples.length;
  },

  transpose({ rowStart, column, value, rows, columns }, out) {
    const start = out.rowStart;
    const entries = rowStart[rows]!;
    start.fill(0, 0, columns + 1);
    for (let p = 0; p < entries; p++) start[column[p]! + 1]!++;
    for (let k = 0; k < columns; k++) start[k + 1]! += start[k]!;
    for (let n = 0; n < rows; n++) {
      for (let p = rowStart[n]!; p < rowStart[n + 1]!; p++) {
        const q = start[column[p]!]!++;
        out.column[q] = n;
        out.value[q] = value[p]!;
      }
    }
    // Each start has moved to the next row's: shift them back.
    start.copyWithin(1, 0, columns);
    start[0] = 0;
    out.rows = columns;
  },
} satisfies Partial<Kernels>;
