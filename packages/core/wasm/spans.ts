/** Where row `sample` of the images begins: the address of an offset, before that of its end. */
// @ts-ignore: decorator
@inline
export function pickedRow(rowStart: usize, samples: usize, n: i32): usize {
  return rowStart + (<usize>load<u32>(samples + (<usize>n << 2)) << 2);
}

/**
 * Notes where the entries of each row begin and end, and reads a word of every cache line of them, so
 * that the lines of many rows are on their way from main memory at once. Of rows that follow one
 * another the processor fetches them by itself.
 */
export function openSpans(
  rows: i32,
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  spans: usize,
): void {
  let before: usize = 0;
  for (let n = 0; n < rows; n++) {
    const row = pickedRow(rowStart, samples, n);
    const from = <usize>load<u32>(row);
    const to = <usize>load<u32>(row, 4);
    const end = column + (to << 1);
    store<u32>(spans, <u32>(column + (from << 1)));
    store<u32>(spans, <u32>end, 4);
    spans += 8;
    const follows = row == before + 4;
    before = row;
    if (follows) continue;
    for (let p = column + (from << 1); p < end; p += 64) load<u16>(p);
    for (let p = pixel + from, pixelsEnd = pixel + to; p < pixelsEnd; p += 64) load<u8>(p);
  }
}

/** The first entry of a row from `entry` on whose column is `limit` or more. */
export function firstFrom(limit: i32, entry: usize, end: usize): usize {
  const limits = i16x8.splat(<i16>limit);
  for (; entry + 16 <= end; entry += 16) {
    const below = i16x8.bitmask(i16x8.lt_u(v128.load(entry), limits));
    if (below != 0xff) return entry + (<usize>ctz(~below) << 1);
  }
  while (entry < end && <i32>load<u16>(entry) < limit) entry += 2;
  return entry;
}

/** Leaves of each span what is below column `limit`, and notes the rest in `rest`. */
export function splitSpans(rows: i32, spans: usize, limit: i32, rest: usize): void {
  for (let n = 0; n < rows; n++) {
    const end = load<u32>(spans, 4);
    const split = <u32>firstFrom(limit, <usize>load<u32>(spans), <usize>end);
    store<u32>(spans, split, 4);
    store<u32>(rest, split);
    store<u32>(rest, end, 4);
    spans += 8;
    rest += 8;
  }
}
