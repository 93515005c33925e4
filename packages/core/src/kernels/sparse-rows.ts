import type { SparseRows } from "./contract.ts";

/** Empty rows with room for `capacity` rows and `entries` nonzeros. */
export function allocateSparseRows(capacity: number, columns: number, entries: number): SparseRows {
  if (columns > 65_536) {
    throw new RangeError(`too many columns: ${columns}; expected at most 65,536 inputs`);
  }
  return {
    rows: 0,
    columns,
    rowStart: new Uint32Array(capacity + 1),
    column: new Uint16Array(entries),
    value: new Float64Array(entries),
  };
}

/** The nonzeros of a dense (rows, columns) array. */
export function sparseRows(dense: ArrayLike<number>, rows: number, columns: number): SparseRows {
  if (dense.length !== rows * columns) {
    throw new RangeError(
      `shape does not fit: ${dense.length} numbers; expected (${rows},${columns})`,
    );
  }
  let entries = 0;
  for (let i = 0; i < dense.length; i++) if (dense[i] !== 0) entries++;
  const out = allocateSparseRows(rows, columns, entries);
  let p = 0;
  for (let n = 0; n < rows; n++) {
    for (let k = 0; k < columns; k++) {
      const x = dense[n * columns + k]!;
      if (x === 0) continue;
      out.column[p] = k;
      out.value[p++] = x;
    }
    out.rowStart[n + 1] = p;
  }
  out.rows = rows;
  return out;
}

/** out = xᵀ, entries of a row in ascending order of x's rows; `out` must have the room. */
export function transposeSparseRows(x: SparseRows, out: SparseRows): void {
  const { rowStart, column, value, rows, columns } = x;
  const start = out.rowStart;
  const entries = rowStart[rows]!;
  start.fill(0);
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
}
