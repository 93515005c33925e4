/** x = the rows `samples` of images, their bytes replaced by levels; src/kernels/plain-rows.ts */
export function gather<F>(
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  B: i32,
  levels: usize,
  xRowStart: usize,
  xColumn: usize,
  xValue: usize,
): void {
  touch(rowStart, column, pixel, samples, B);
  let used: u32 = 0;
  for (let b = 0; b < B; b++) {
    const row = rowStart + (<usize>load<u32>(samples) << 2);
    const from = <usize>load<u32>(row);
    const entries = <usize>load<u32>(row, 4) - from;
    memory.copy(xColumn, column + (from << 1), entries << 1);
    xColumn += entries << 1;
    for (let p = pixel + from, end = p + entries; p < end; p++) {
      store<F>(xValue, load<F>(levels + <usize>load<u8>(p) * sizeof<F>()));
      xValue += sizeof<F>();
    }
    used += <u32>entries;
    samples += 4;
    xRowStart += 4;
    store<u32>(xRowStart, used);
  }
}

/**
 * Reads a word of every cache line of the batch, so that the lines of many rows are on their way from
 * main memory at once.
 */
function touch(rowStart: usize, column: usize, pixel: usize, samples: usize, B: i32): void {
  for (let b = 0; b < B; b++) {
    const row = rowStart + (<usize>load<u32>(samples + (<usize>b << 2)) << 2);
    const from = <usize>load<u32>(row);
    const to = <usize>load<u32>(row, 4);
    for (let p = column + (from << 1), end = column + (to << 1); p < end; p += 64) load<u16>(p);
    for (let p = pixel + from, end = pixel + to; p < end; p += 64) load<u8>(p);
  }
}

/** out = xᵀ by counting how long its rows are; src/kernels/plain-rows.ts */
export function transpose<F>(
  rows: i32,
  columns: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  outRowStart: usize,
  outColumn: usize,
  outValue: usize,
): void {
  const starts = outRowStart + 4;
  const startsEnd = starts + (<usize>columns << 2);
  memory.fill(outRowStart, 0, <usize>(columns + 1) << 2);
  const columnEnd = column + (<usize>load<u32>(rowStart + (<usize>rows << 2)) << 1);
  for (let p = column; p < columnEnd; p += 2) {
    const count = starts + (<usize>load<u16>(p) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
  // starts[k] becomes where row k of the result begins, and moves to its end as the row fills.
  let begun: u32 = 0;
  for (let p = starts; p < startsEnd; p += 4) {
    const count = load<u32>(p);
    store<u32>(p, begun);
    begun += count;
  }
  for (let n = 0; n < rows; n++) {
    const end = column + (<usize>(load<u32>(rowStart, 4) - load<u32>(rowStart)) << 1);
    rowStart += 4;
    for (; column < end; column += 2, value += sizeof<F>()) {
      const next = starts + (<usize>load<u16>(column) << 2);
      const at = <usize>load<u32>(next);
      store<u32>(next, <u32>at + 1);
      store<u16>(outColumn + (at << 1), <u16>n);
      store<F>(outValue + at * sizeof<F>(), load<F>(value));
    }
  }
}
