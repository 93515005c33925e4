import { lanes, lastOffset, vectorsFor, widestTile, zeros } from "./vector";

/** sum + x·(vector at p) */
// @ts-ignore: decorator
@inline
function plus<F>(sum: v128, x: v128, p: usize): v128 {
  return v128.add<F>(sum, v128.mul<F>(x, v128.load(p)));
}

/**
 * T vectors of one row: out = start + Σ_p value[p]·dense[column[p]], summed in registers. T is a
 * constant, so that nothing but the loop is left of the ifs. The last vector is `last` bytes from the
 * first: where the row's length is no multiple of the lanes, it overlaps the one before it, and
 * computes the same sums again.
 */
// @ts-ignore: decorator
@inline
function tile<F>(
  T: i32,
  column: usize,
  value: usize,
  columnEnd: usize,
  dense: usize,
  stride: usize,
  start: usize,
  out: usize,
  last: usize,
): void {
  let a0 = v128.load(T == 1 ? start + last : start);
  let a1 = T > 1 ? v128.load(T == 2 ? start + last : start + 16) : a0;
  let a2 = T > 2 ? v128.load(T == 3 ? start + last : start + 32) : a0;
  let a3 = T > 3 ? v128.load(T == 4 ? start + last : start + 48) : a0;
  let a4 = T > 4 ? v128.load(T == 5 ? start + last : start + 64) : a0;
  let a5 = T > 5 ? v128.load(T == 6 ? start + last : start + 80) : a0;
  let a6 = T > 6 ? v128.load(T == 7 ? start + last : start + 96) : a0;
  let a7 = T > 7 ? v128.load(T == 8 ? start + last : start + 112) : a0;
  let a8 = T > 8 ? v128.load(T == 9 ? start + last : start + 128) : a0;
  let a9 = T > 9 ? v128.load(T == 10 ? start + last : start + 144) : a0;
  let a10 = T > 10 ? v128.load(T == 11 ? start + last : start + 160) : a0;
  let a11 = T > 11 ? v128.load(T == 12 ? start + last : start + 176) : a0;
  let a12 = T > 12 ? v128.load(start + last) : a0;
  while (column < columnEnd) {
    const w = dense + <usize>load<u16>(column) * stride;
    const x = v128.load_splat<F>(value);
    if (T > 1) a0 = v128.add<F>(a0, v128.mul<F>(x, v128.load(w)));
    if (T > 2) a1 = v128.add<F>(a1, v128.mul<F>(x, v128.load(w, 16)));
    if (T > 3) a2 = v128.add<F>(a2, v128.mul<F>(x, v128.load(w, 32)));
    if (T > 4) a3 = v128.add<F>(a3, v128.mul<F>(x, v128.load(w, 48)));
    if (T > 5) a4 = v128.add<F>(a4, v128.mul<F>(x, v128.load(w, 64)));
    if (T > 6) a5 = v128.add<F>(a5, v128.mul<F>(x, v128.load(w, 80)));
    if (T > 7) a6 = v128.add<F>(a6, v128.mul<F>(x, v128.load(w, 96)));
    if (T > 8) a7 = v128.add<F>(a7, v128.mul<F>(x, v128.load(w, 112)));
    if (T > 9) a8 = v128.add<F>(a8, v128.mul<F>(x, v128.load(w, 128)));
    if (T > 10) a9 = v128.add<F>(a9, v128.mul<F>(x, v128.load(w, 144)));
    if (T > 11) a10 = v128.add<F>(a10, v128.mul<F>(x, v128.load(w, 160)));
    if (T > 12) a11 = v128.add<F>(a11, v128.mul<F>(x, v128.load(w, 176)));
    if (T == 1) a0 = plus<F>(a0, x, w + last);
    if (T == 2) a1 = plus<F>(a1, x, w + last);
    if (T == 3) a2 = plus<F>(a2, x, w + last);
    if (T == 4) a3 = plus<F>(a3, x, w + last);
    if (T == 5) a4 = plus<F>(a4, x, w + last);
    if (T == 6) a5 = plus<F>(a5, x, w + last);
    if (T == 7) a6 = plus<F>(a6, x, w + last);
    if (T == 8) a7 = plus<F>(a7, x, w + last);
    if (T == 9) a8 = plus<F>(a8, x, w + last);
    if (T == 10) a9 = plus<F>(a9, x, w + last);
    if (T == 11) a10 = plus<F>(a10, x, w + last);
    if (T == 12) a11 = plus<F>(a11, x, w + last);
    if (T == 13) a12 = plus<F>(a12, x, w + last);
    column += 2;
    value += sizeof<F>();
  }
  v128.store(T == 1 ? out + last : out, a0);
  if (T > 1) v128.store(T == 2 ? out + last : out + 16, a1);
  if (T > 2) v128.store(T == 3 ? out + last : out + 32, a2);
  if (T > 3) v128.store(T == 4 ? out + last : out + 48, a3);
  if (T > 4) v128.store(T == 5 ? out + last : out + 64, a4);
  if (T > 5) v128.store(T == 6 ? out + last : out + 80, a5);
  if (T > 6) v128.store(T == 7 ? out + last : out + 96, a6);
  if (T > 7) v128.store(T == 8 ? out + last : out + 112, a7);
  if (T > 8) v128.store(T == 9 ? out + last : out + 128, a8);
  if (T > 9) v128.store(T == 10 ? out + last : out + 144, a9);
  if (T > 10) v128.store(T == 11 ? out + last : out + 160, a10);
  if (T > 11) v128.store(T == 12 ? out + last : out + 176, a11);
  if (T > 12) v128.store(out + last, a12);
}

/** All rows, T vectors of each from byte `at` of the row on. */
// @ts-ignore: decorator
@inline
function tileOfRows<F>(
  T: i32,
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  dense: usize,
  stride: usize,
  start: usize,
  out: usize,
  last: usize,
): void {
  let from = <usize>load<u32>(rowStart);
  for (let n = 0; n < rows; n++) {
    rowStart += 4;
    const to = <usize>load<u32>(rowStart);
    tile<F>(
      T,
      column + (from << 1),
      value + from * sizeof<F>(),
      column + (to << 1),
      dense,
      stride,
      start,
      out,
      last,
    );
    out += stride;
    from = to;
  }
}

/** A function for every width: in one, the compiler joins them to a single loop full of ifs. */
function rows1<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(1, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows2<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(2, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows3<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(3, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows4<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(4, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows5<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(5, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows6<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(6, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows7<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(7, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows8<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(8, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows9<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(9, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows10<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(10, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows11<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(11, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows12<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(12, rows, rowStart, column, value, dense, stride, start, out, last);
}

function rows13<F>(rows: i32, rowStart: usize, column: usize, value: usize, dense: usize, stride: usize, start: usize, out: usize, last: usize): void {
  tileOfRows<F>(13, rows, rowStart, column, value, dense, stride, start, out, last);
}

/** Rows shorter than a vector. */
function narrow<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  dense: usize,
  start: usize,
  out: usize,
  O: i32,
): void {
  for (let n = 0; n < rows; n++) {
    const from = <usize>load<u32>(rowStart + (<usize>n << 2));
    const to = <usize>load<u32>(rowStart + (<usize>n << 2), 4);
    for (let o = 0; o < O; o++) {
      const offset = <usize>o * sizeof<F>();
      let sum = load<F>(start + offset);
      for (let p = from; p < to; p++) {
        const row = <usize>load<u16>(column + (p << 1)) * <usize>O * sizeof<F>();
        sum += load<F>(value + p * sizeof<F>()) * load<F>(dense + row + offset);
      }
      store<F>(out, sum);
      out += sizeof<F>();
    }
  }
}

/**
 * out[n,:] = start + Σ_p value[p]·dense[column[p],:], dense (·,O), out (rows,O); start (O), or 0 for
 * zeros. Columns are cut into tiles of nearly the same width.
 */
export function sparseTimesDense<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  dense: usize,
  start: usize,
  out: usize,
  O: i32,
): void {
  if (O < lanes<F>()) {
    return narrow<F>(rows, rowStart, column, value, dense, start ? start : zeros, out, O);
  }
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
      case 1: rows1<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 2: rows2<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 3: rows3<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 4: rows4<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 5: rows5<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 6: rows6<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 7: rows7<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 8: rows8<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 9: rows9<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 10: rows10<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 11: rows11<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      case 12: rows12<F>(rows, rowStart, column, value, w, stride, s, y, last); break;
      default: rows13<F>(rows, rowStart, column, value, w, stride, s, y, last);
    }
    first += T;
  }
}
