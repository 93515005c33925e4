import { addRow } from "./sparse";
import { firstFrom, pickedRow } from "./spans";

/** Samples that share the buckets at a time: a byte tells them apart. */
export const bucketSamples: i32 = 256;

/** One entry more than a bucket may hold, so that buckets spread over the cache. */
// @ts-ignore: decorator
@inline
export function bucketStride(rows: i32): usize {
  return <usize>(min(rows, bucketSamples) + 1) << 1;
}

/**
 * A bucket for every column: the entries of at most 256 rows, in ascending order, as two bytes: the
 * pixel, and which of the rows it is of. spans: where each bucket begins and ends.
 */
export function fillBuckets(
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
export function bucketsTimesNarrow<F>(
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
