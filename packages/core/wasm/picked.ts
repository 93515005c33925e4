import { addRow } from "./sparse";
import { spansTimesDense } from "./tiles";
import { lanes, widestTile } from "./vector";

/** Samples that share the buckets at a time: a byte tells them apart. */
const bucketSamples: i32 = 256;

/** Weights that the first cache cannot hold twice over are read by halves, where rows enough share each. */
const mostWeightBytes: i32 = 65_536;
const fewestHalvedRows: i32 = 16;

/** What a scratch must have room for, in bytes: two spans for a row; the spans and entries of buckets. */
export function pickedBytes(rows: i32, columns: i32): i32 {
  return max(rows << 4, columns * (8 + <i32>bucketStride(rows)));
}

/** One entry more than a bucket may hold, so that buckets spread over the cache. */
// @ts-ignore: decorator
@inline
function bucketStride(rows: i32): usize {
  return <usize>(min(rows, bucketSamples) + 1) << 1;
}

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
function openSpans(
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
function firstFrom(limit: i32, entry: usize, end: usize): usize {
  const limits = i16x8.splat(<i16>limit);
  for (; entry + 16 <= end; entry += 16) {
    const below = i16x8.bitmask(i16x8.lt_u(v128.load(entry), limits));
    if (below != 0xff) return entry + (<usize>ctz(~below) << 1);
  }
  while (entry < end && <i32>load<u16>(entry) < limit) entry += 2;
  return entry;
}

/** Leaves of each span what is below column `limit`, and notes the rest in `rest`. */
function splitSpans(rows: i32, spans: usize, limit: i32, rest: usize): void {
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

/**
 * out = x·weight + bias; x the picked rows, weight (columns,O), bias (O), out (rows,O). The upper halves
 * of all images come before the lower ones: of half the weights more are still in the cache when the
 * next image asks for them. The sum of each number goes on where it was, so that it is the same.
 */
export function affine<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  levels: usize,
  columns: i32,
  weight: usize,
  bias: usize,
  out: usize,
  O: i32,
  scratch: usize,
): void {
  openSpans(rows, rowStart, column, pixel, samples, scratch);
  const stride = <usize>O * sizeof<F>();
  if (O >= lanes<F>()) {
    const tileBytes = columns * min(<i32>stride, widestTile << 4);
    const isHalved = tileBytes > mostWeightBytes && rows >= fewestHalvedRows;
    const rest = scratch + (<usize>rows << 3);
    if (isHalved) splitSpans(rows, scratch, columns >> 1, rest);
    spansTimesDense<F, u16>(rows, scratch, column, pixel, levels, weight, bias, 0, out, O);
    if (isHalved) spansTimesDense<F, u16>(rows, rest, column, pixel, levels, weight, out, stride, out, O);
    return;
  }
  for (let n = 0; n < rows; n++) {
    memory.copy(out, bias, stride);
    const end = <usize>load<u32>(scratch, 4);
    for (let p = <usize>load<u32>(scratch); p < end; p += 2) {
      const x = load<F>(levels + <usize>load<u8>(pixel + ((p - column) >> 1)) * sizeof<F>());
      addRow<F>(out, x, weight + <usize>load<u16>(p) * stride, O);
    }
    scratch += 8;
    out += stride;
  }
}

/** dWeight = xᵀ·dz of `columns` columns from `firstColumn` on; dz (rows,O), dWeight (columns,O) */
export function weightGradient<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  levels: usize,
  firstColumn: i32,
  columns: i32,
  dz: usize,
  dWeight: usize,
  O: i32,
  scratch: usize,
): void {
  const stride = <usize>O * sizeof<F>();
  const buckets = scratch + (<usize>columns << 3);
  const bytesEach = bucketStride(rows);
  for (let first = 0; first < rows; first += bucketSamples) {
    const some = min(rows - first, bucketSamples);
    const picked = samples + (<usize>first << 2);
    const from = dz + <usize>first * stride;
    fillBuckets(some, rowStart, column, pixel, picked, firstColumn, columns, scratch, buckets, bytesEach);
    // The first sums start from zeros, the next from where those before left them.
    if (O >= lanes<F>()) {
      const sums = first ? dWeight : 0;
      const sumsStride = first ? stride : 0;
      spansTimesDense<F, u8>(columns, scratch, 0, 0, levels, from, sums, sumsStride, dWeight, O);
    } else {
      if (first == 0) memory.fill(dWeight, 0, <usize>columns * stride);
      bucketsTimesNarrow<F>(columns, scratch, levels, from, dWeight, O);
    }
  }
}

/**
 * A bucket for every column: the entries of at most 256 rows, in ascending order, as two bytes: the
 * pixel, and which of the rows it is of. spans: where each bucket begins and ends.
 */
function fillBuckets(
  rows: i32,
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  firstColumn: i32,
  columns: i32,
  spans: usize,
  buckets: usize,
  bytesEach: usize,
): void {
  for (let k = 0; k < columns; k++, buckets += bytesEach) {
    store<u32>(spans + (<usize>k << 3), <u32>buckets);
    store<u32>(spans + (<usize>k << 3), <u32>buckets, 4);
  }
  const limit = firstColumn + columns;
  // Where column 0 would have its span.
  const origin = spans - (<usize>firstColumn << 3);
  for (let n = 0; n < rows; n++) {
    const row = pickedRow(rowStart, samples, n);
    const from = column + (<usize>load<u32>(row) << 1);
    const rowEnd = column + (<usize>load<u32>(row, 4) << 1);
    const isWhole = from == rowEnd || <i32>load<u16>(rowEnd - 2) < limit;
    const end = isWhole ? rowEnd : firstFrom(limit, from, rowEnd);
    const sample = <u32>n << 8;
    let p = firstColumn ? firstFrom(firstColumn, from, end) : from;
    let v = pixel + ((p - column) >> 1);
    for (; p < end; p += 2, v++) {
      const span = origin + (<usize>load<u16>(p) << 3);
      const at = load<u32>(span, 4);
      store<u16>(<usize>at, <u16>(sample | <u32>load<u8>(v)));
      store<u32>(span, at + 2, 4);
    }
  }
}

/** dWeight[k,:] += Σ_p levels[pixel[p]]·dz[index[p],:] over bucket k, rows shorter than a vector */
function bucketsTimesNarrow<F>(
  columns: i32,
  spans: usize,
  levels: usize,
  dz: usize,
  dWeight: usize,
  O: i32,
): void {
  const stride = <usize>O * sizeof<F>();
  for (let k = 0; k < columns; k++, spans += 8, dWeight += stride) {
    const end = <usize>load<u32>(spans, 4);
    for (let p = <usize>load<u32>(spans); p < end; p += 2) {
      const x = load<F>(levels + <usize>load<u8>(p) * sizeof<F>());
      addRow<F>(dWeight, x, dz + <usize>load<u8>(p, 1) * stride, O);
    }
  }
}
