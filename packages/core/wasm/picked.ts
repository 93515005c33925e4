import { bucketSamples, bucketsTimesNarrow, bucketStride, fillBuckets } from "./buckets";
import { openSpans, splitSpans } from "./spans";
import { addRow } from "./sparse";
import { spansTimesDense } from "./tiles";
import { lanes, widestTile } from "./vector";

/** Weights of more than twice the first cache are read by halves, where rows enough share each. */
const mostWeightBytes: i32 = 65_536;
const fewestHalvedRows: i32 = 16;

/** What a scratch must have room for, in bytes: two spans for a row; the spans and entries of buckets. */
export function pickedBytes(rows: i32, columns: i32): i32 {
  return max(rows << 4, columns * (8 + <i32>bucketStride(rows)));
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
