import { addProduct, lanes, lastOffset, vectorsFor, widestTile, zeros } from "./vector";

/**
 * The entries of a row take two bytes each. E says what they are: u16 is the index of a row of `dense`,
 * its pixel in an array of its own; u8 is the pixel, and after it the index.
 */
// @ts-ignore: decorator
@inline
function hasPixel<E>(): bool {
  return sizeof<E>() == 1;
}

// @ts-ignore: decorator
@inline
function indexAt<E>(entry: usize): usize {
  return hasPixel<E>() ? <usize>load<u8>(entry, 1) : <usize>load<u16>(entry);
}

/**
 * T vectors of one row: out = start + Σ_p levels[pixel[p]]·dense[index[p]], summed in registers. T is a
 * constant, so that nothing but the loop is left of the ifs. The last vector is `last` bytes from the
 * first: where the row's length is no multiple of the lanes, it overlaps the one before it, and
 * computes the same sums again.
 */
// @ts-ignore: decorator
@inline
function tile<F, E>(
  T: i32,
  entry: usize,
  pixel: usize,
  entriesEnd: usize,
  levels: usize,
  dense: usize,
  stride: usize,
  start: usize,
  out: usize,
  last: usize,
): void {
  let a0 = v128.load(T == 1 ? start + last : start);
  let a1 = T > 1 ? (T == 2 ? v128.load(start + last) : v128.load(start, 16)) : a0;
  let a2 = T > 2 ? (T == 3 ? v128.load(start + last) : v128.load(start, 32)) : a0;
  let a3 = T > 3 ? (T == 4 ? v128.load(start + last) : v128.load(start, 48)) : a0;
  let a4 = T > 4 ? (T == 5 ? v128.load(start + last) : v128.load(start, 64)) : a0;
  let a5 = T > 5 ? (T == 6 ? v128.load(start + last) : v128.load(start, 80)) : a0;
  let a6 = T > 6 ? (T == 7 ? v128.load(start + last) : v128.load(start, 96)) : a0;
  let a7 = T > 7 ? (T == 8 ? v128.load(start + last) : v128.load(start, 112)) : a0;
  let a8 = T > 8 ? (T == 9 ? v128.load(start + last) : v128.load(start, 128)) : a0;
  let a9 = T > 9 ? (T == 10 ? v128.load(start + last) : v128.load(start, 144)) : a0;
  let a10 = T > 10 ? (T == 11 ? v128.load(start + last) : v128.load(start, 160)) : a0;
  let a11 = T > 11 ? (T == 12 ? v128.load(start + last) : v128.load(start, 176)) : a0;
  let a12 = T > 12 ? v128.load(start + last) : a0;
  // Tested at its end, a turn has one jump less.
  if (entry < entriesEnd) do {
    const w = dense + indexAt<E>(entry) * stride;
    const x = v128.load_splat<F>(levels + <usize>load<u8>(hasPixel<E>() ? entry : pixel) * sizeof<F>());
    if (T > 1) a0 = addProduct<F>(a0, x, v128.load(w));
    if (T > 2) a1 = addProduct<F>(a1, x, v128.load(w, 16));
    if (T > 3) a2 = addProduct<F>(a2, x, v128.load(w, 32));
    if (T > 4) a3 = addProduct<F>(a3, x, v128.load(w, 48));
    if (T > 5) a4 = addProduct<F>(a4, x, v128.load(w, 64));
    if (T > 6) a5 = addProduct<F>(a5, x, v128.load(w, 80));
    if (T > 7) a6 = addProduct<F>(a6, x, v128.load(w, 96));
    if (T > 8) a7 = addProduct<F>(a7, x, v128.load(w, 112));
    if (T > 9) a8 = addProduct<F>(a8, x, v128.load(w, 128));
    if (T > 10) a9 = addProduct<F>(a9, x, v128.load(w, 144));
    if (T > 11) a10 = addProduct<F>(a10, x, v128.load(w, 160));
    if (T > 12) a11 = addProduct<F>(a11, x, v128.load(w, 176));
    if (T == 1) a0 = addProduct<F>(a0, x, v128.load(w + last));
    if (T == 2) a1 = addProduct<F>(a1, x, v128.load(w + last));
    if (T == 3) a2 = addProduct<F>(a2, x, v128.load(w + last));
    if (T == 4) a3 = addProduct<F>(a3, x, v128.load(w + last));
    if (T == 5) a4 = addProduct<F>(a4, x, v128.load(w + last));
    if (T == 6) a5 = addProduct<F>(a5, x, v128.load(w + last));
    if (T == 7) a6 = addProduct<F>(a6, x, v128.load(w + last));
    if (T == 8) a7 = addProduct<F>(a7, x, v128.load(w + last));
    if (T == 9) a8 = addProduct<F>(a8, x, v128.load(w + last));
    if (T == 10) a9 = addProduct<F>(a9, x, v128.load(w + last));
    if (T == 11) a10 = addProduct<F>(a10, x, v128.load(w + last));
    if (T == 12) a11 = addProduct<F>(a11, x, v128.load(w + last));
    if (T == 13) a12 = addProduct<F>(a12, x, v128.load(w + last));
    entry += 2;
    if (!hasPixel<E>()) pixel++;
  } while (entry < entriesEnd);
  // From the last on: in ascending order V8 stores the first half of its pairs once more by itself.
  if (T > 12) v128.store(out + last, a12);
  if (T == 12) v128.store(out + last, a11);
  else if (T > 11) v128.store(out, a11, 176);
  if (T == 11) v128.store(out + last, a10);
  else if (T > 10) v128.store(out, a10, 160);
  if (T == 10) v128.store(out + last, a9);
  else if (T > 9) v128.store(out, a9, 144);
  if (T == 9) v128.store(out + last, a8);
  else if (T > 8) v128.store(out, a8, 128);
  if (T == 8) v128.store(out + last, a7);
  else if (T > 7) v128.store(out, a7, 112);
  if (T == 7) v128.store(out + last, a6);
  else if (T > 6) v128.store(out, a6, 96);
  if (T == 6) v128.store(out + last, a5);
  else if (T > 5) v128.store(out, a5, 80);
  if (T == 5) v128.store(out + last, a4);
  else if (T > 4) v128.store(out, a4, 64);
  if (T == 4) v128.store(out + last, a3);
  else if (T > 3) v128.store(out, a3, 48);
  if (T == 3) v128.store(out + last, a2);
  else if (T > 2) v128.store(out, a2, 32);
  if (T == 2) v128.store(out + last, a1);
  else if (T > 1) v128.store(out, a1, 16);
  v128.store(T == 1 ? out + last : out, a0);
}

/** All rows, T vectors of each. */
// @ts-ignore: decorator
@inline
function tileOfRows<F, E>(
  T: i32,
  rows: i32,
  spans: usize,
  column: usize,
  pixel: usize,
  levels: usize,
  dense: usize,
  stride: usize,
  start: usize,
  startStride: usize,
  out: usize,
  last: usize,
): void {
  for (let n = 0; n < rows; n++) {
    const begin = <usize>load<u32>(spans);
    const end = <usize>load<u32>(spans, 4);
    const pixels = hasPixel<E>() ? 0 : pixel + ((begin - column) >> 1);
    tile<F, E>(T, begin, pixels, end, levels, dense, stride, start, out, last);
    spans += 8;
    start += startStride;
    out += stride;
  }
}

/** A function for every width: in one, the compiler joins them to a single loop full of ifs. */
function rows1<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(1, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows2<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(2, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows3<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(3, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows4<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(4, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows5<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(5, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows6<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(6, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows7<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(7, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows8<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(8, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows9<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(9, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows10<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(10, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows11<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(11, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows12<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(12, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

function rows13<F, E>(rows: i32, spans: usize, column: usize, pixel: usize, levels: usize, dense: usize, stride: usize, start: usize, startStride: usize, out: usize, last: usize): void {
  tileOfRows<F, E>(13, rows, spans, column, pixel, levels, dense, stride, start, startStride, out, last);
}

/**
 * out[n,:] = start + Σ_p levels[pixel[p]]·dense[index[p],:] over the entries of row n, dense (·,O), out
 * (rows,O). spans: where each row's entries begin and end; start: O numbers, the next row's `startStride`
 * bytes on, or 0 for zeros. O is at least a vector's. Columns are cut into tiles of nearly the same width.
 */
export function spansTimesDense<F, E>(
  rows: i32,
  spans: usize,
  column: usize,
  pixel: usize,
  levels: usize,
  dense: usize,
  start: usize,
  startStride: usize,
  out: usize,
  O: i32,
): void {
  const stride = <usize>O * sizeof<F>();
  const vectors = vectorsFor<F>(O);
  const tiles = (vectors + widestTile - 1) / widestTile;
  let first = 0;
  for (let t = 0; t < tiles; t++) {
    const T = (vectors - first + tiles - t - 1) / (tiles - t);
    const last = lastOffset<F>(first, T, O);
    const at = <usize>first << 4;
    const s = start ? start + at : zeros;
    const w = dense + at;
    const y = out + at;
    switch (T) {
      case 1: rows1<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 2: rows2<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 3: rows3<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 4: rows4<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 5: rows5<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 6: rows6<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 7: rows7<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 8: rows8<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 9: rows9<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 10: rows10<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 11: rows11<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      case 12: rows12<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last); break;
      default: rows13<F, E>(rows, spans, column, pixel, levels, w, stride, s, startStride, y, last);
    }
    first += T;
  }
}
