import { pickedRow } from "./spans";

/**
 * V is F where rows have a value for each entry, u8 where they are picked: rows of bytes that stand for
 * entries of `levels`.
 */
// @ts-ignore: decorator
@inline
function isPicked<V>(): bool {
  return sizeof<V>() == 1;
}

// @ts-ignore: decorator
@inline
function rowAt<V>(rowStart: usize, samples: usize, n: i32): usize {
  return isPicked<V>() ? pickedRow(rowStart, samples, n) : rowStart + (<usize>n << 2);
}

/** Where the value of an entry is to be loaded from. */
// @ts-ignore: decorator
@inline
function valueAt<F, V>(p: usize, levels: usize): usize {
  return isPicked<V>() ? levels + <usize>load<u8>(p) * sizeof<F>() : p;
}

/** out = xᵀ by counting how long its rows are; src/kernels/plain-rows.ts */
export function transpose<F, V>(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  samples: usize,
  levels: usize,
  columns: i32,
  outRowStart: usize,
  outColumn: usize,
  outValue: usize,
): void {
  const starts = outRowStart + 4;
  const startsEnd = starts + (<usize>columns << 2);
  memory.fill(outRowStart, 0, <usize>(columns + 1) << 2);
  for (let n = 0; n < rows; n++) {
    const row = rowAt<V>(rowStart, samples, n);
    const end = column + (<usize>load<u32>(row, 4) << 1);
    for (let p = column + (<usize>load<u32>(row) << 1); p < end; p += 2) {
      const count = starts + (<usize>load<u16>(p) << 2);
      store<u32>(count, load<u32>(count) + 1);
    }
  }
  // starts[k] becomes where row k of the result begins, and moves to its end as the row fills.
  let begun: u32 = 0;
  for (let p = starts; p < startsEnd; p += 4) {
    const count = load<u32>(p);
    store<u32>(p, begun);
    begun += count;
  }
  for (let n = 0; n < rows; n++) {
    const row = rowAt<V>(rowStart, samples, n);
    const from = <usize>load<u32>(row);
    const end = column + (<usize>load<u32>(row, 4) << 1);
    let v = value + from * sizeof<V>();
    for (let p = column + (from << 1); p < end; p += 2, v += sizeof<V>()) {
      const next = starts + (<usize>load<u16>(p) << 2);
      const at = <usize>load<u32>(next);
      store<u32>(next, <u32>at + 1);
      store<u16>(outColumn + (at << 1), <u16>n);
      store<F>(outValue + at * sizeof<F>(), load<F>(valueAt<F, V>(v, levels)));
    }
  }
}
