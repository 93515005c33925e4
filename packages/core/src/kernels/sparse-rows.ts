import type { SparseRows } from "./contract.ts";
import { heapMemory, type Memory } from "./memory.ts";

/** Empty rows with room for `capacity` rows and `entries` nonzeros. */
export function allocateSparseRows(
  memory: Memory,
  capacity: number,
  columns: number,
  entries: number,
): SparseRows {
  if (columns > 65_536) {
    throw new RangeError(`too many columns: ${columns}; expected at most 65,536 inputs`);
  }
  return {
    rows: 0,
    columns,
    rowStart: memory.uint32s(capacity + 1),
    column: memory.uint16s(entries),
    value: memory.floats(entries),
  };
}

/** The nonzeros of a dense (rows, columns) array. */
export function sparseRows(
  dense: ArrayLike<number>,
  rows: number,
  columns: number,
  memory: Memory = heapMemory("float64"),
): SparseRows {
  if (dense.length !== rows * columns) {
    throw new RangeError(
      `shape does not fit: ${dense.length} numbers; expected (${rows},${columns})`,
    );
  }
  let entries = 0;
  for (let i = 0; i < dense.length; i++) if (dense[i] !== 0) entries++;
  const out = allocateSparseRows(memory, rows, columns, entries);
  fillSparseRows(dense, rows, out);
  return out;
}

/** Overwrites `out` with the nonzeros of a dense (rows, out.columns) array; it must have the room. */
export function fillSparseRows(dense: ArrayLike<number>, rows: number, out: SparseRows): void {
  const { columns } = out;
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
}
