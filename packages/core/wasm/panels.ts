import { block } from "./block";
import { lanes, lastOffset, vectorsFor, zeros } from "./vector";
import { wideColumns, wideTimesDense, widePanelBytes } from "./wide-panels";

/** Vectors in a panel: so many columns are computed for all rows before the next. */
const widestPanel: i32 = 5;
/** Rows of `dense` that a panel takes at once: 20 KB, which stay in the first cache. */
const blockDepth: i32 = 256;
/** Where a whole matrix is larger than this, its panels are copied together before use. */
export const cacheBytes: usize = 1 << 14;

/** What a scratch must have room for, beside a transposed matrix. */
export const panelBytes: i32 = max(blockDepth * widestPanel * 16, widePanelBytes);

/**
 * out[r,:] = start + Σ_k x[r·xRow + k·xInner]·dense[k,:], dense (K,O), out (R,O) with its rows outRow
 * apart, steps in bytes; start (O), or 0 for zeros. A panel runs through all k before the next one begins, as its last vector
 * may overlap the next's first.
 */
export function denseTimesDense<F>(
  x: usize,
  xRow: usize,
  xInner: usize,
  dense: usize,
  start: usize,
  out: usize,
  outRow: usize,
  R: i32,
  K: i32,
  O: i32,
  scratch: usize,
): void {
  if (O < lanes<F>()) return narrow<F>(x, xRow, xInner, dense, start, out, outRow, R, K, O);
  const step = <usize>O * sizeof<F>();
  const vectors = vectorsFor<F>(O);
  const packs = arePacked(R, <usize>K * step);
  const wide = packs && xInner == sizeof<F>() ? wideColumns<F>(O) : 0;
  wideTimesDense<F>(false, x, xRow, dense, step, start, out, outRow, R, K, wide, scratch);
  let first = wide / lanes<F>();
  const panels = (vectors - first + widestPanel - 1) / widestPanel;
  for (let p = 0; p < panels; p++) {
    const N = (vectors - first + panels - p - 1) / (panels - p);
    const last = lastOffset<F>(first, N, O);
    const at = <usize>first << 4;
    let begin = start ? start + at : zeros;
    let beginRow: usize = 0;
    let from = 0;
    do {
      const depth = min(K - from, blockDepth);
      const xFrom = x + <usize>from * xInner;
      let w = dense + <usize>from * step + at;
      let wInner = step;
      let wLast = last;
      if (packs) {
        pack(w, step, last, N, depth, scratch);
        w = scratch;
        wInner = <usize>N << 4;
        wLast = wInner - 16;
      }
      const y = out + at;
      switch (N) {
        case 1: panel1<F>(R, depth, xFrom, xRow, xInner, w, wInner, wLast, begin, beginRow, y, outRow, last); break;
        case 2: panel2<F>(R, depth, xFrom, xRow, xInner, w, wInner, wLast, begin, beginRow, y, outRow, last); break;
        case 3: panel3<F>(R, depth, xFrom, xRow, xInner, w, wInner, wLast, begin, beginRow, y, outRow, last); break;
        case 4: panel4<F>(R, depth, xFrom, xRow, xInner, w, wInner, wLast, begin, beginRow, y, outRow, last); break;
        default: panel5<F>(R, depth, xFrom, xRow, xInner, w, wInner, wLast, begin, beginRow, y, outRow, last);
      }
      // The sums go on from where the rows before left them.
      begin = y;
      beginRow = outRow;
      from += depth;
    } while (from < K);
    first += N;
  }
}

/** Whether panels of a matrix of so many bytes are copied together before R rows use them. */
// @ts-ignore: decorator
@inline
export function arePacked(R: i32, bytes: usize): bool {
  return R > 8 && bytes > cacheBytes;
}

/** N vectors of each of `depth` rows, one after the other. */
function pack(from: usize, step: usize, last: usize, N: i32, depth: i32, to: usize): void {
  const whole = <usize>(N - 1) << 4;
  for (let k = 0; k < depth; k++) {
    for (let v: usize = 0; v < whole; v += 16) v128.store(to + v, v128.load(from + v));
    v128.store(to + whole, v128.load(from + last));
    from += step;
    to += whole + 16;
  }
}

// @ts-ignore: decorator
@inline
function panel<F>(
  M: i32,
  N: i32,
  R: i32,
  K: i32,
  x: usize,
  xRow: usize,
  xInner: usize,
  w: usize,
  wInner: usize,
  wLast: usize,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  last: usize,
): void {
  let r = 0;
  for (; r + M <= R; r += M) {
    block<F>(M, N, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
    x += <usize>M * xRow;
    start += <usize>M * startRow;
    out += <usize>M * outRow;
  }
  for (; r < R; r++) {
    block<F>(1, N, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
    x += xRow;
    start += startRow;
    out += outRow;
  }
}

/** As many rows as leave the compiler a register for every number: with four of three it spills. */
function panel1<F>(R: i32, K: i32, x: usize, xRow: usize, xInner: usize, w: usize, wInner: usize, wLast: usize, start: usize, startRow: usize, out: usize, outRow: usize, last: usize): void {
  panel<F>(4, 1, R, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
}

function panel2<F>(R: i32, K: i32, x: usize, xRow: usize, xInner: usize, w: usize, wInner: usize, wLast: usize, start: usize, startRow: usize, out: usize, outRow: usize, last: usize): void {
  panel<F>(4, 2, R, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
}

function panel3<F>(R: i32, K: i32, x: usize, xRow: usize, xInner: usize, w: usize, wInner: usize, wLast: usize, start: usize, startRow: usize, out: usize, outRow: usize, last: usize): void {
  panel<F>(3, 3, R, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
}

function panel4<F>(R: i32, K: i32, x: usize, xRow: usize, xInner: usize, w: usize, wInner: usize, wLast: usize, start: usize, startRow: usize, out: usize, outRow: usize, last: usize): void {
  panel<F>(2, 4, R, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
}

function panel5<F>(R: i32, K: i32, x: usize, xRow: usize, xInner: usize, w: usize, wInner: usize, wLast: usize, start: usize, startRow: usize, out: usize, outRow: usize, last: usize): void {
  panel<F>(2, 5, R, K, x, xRow, xInner, w, wInner, wLast, start, startRow, out, outRow, last);
}

/** Rows shorter than a vector. */
function narrow<F>(
  x: usize,
  xRow: usize,
  xInner: usize,
  dense: usize,
  start: usize,
  out: usize,
  outRow: usize,
  R: i32,
  K: i32,
  O: i32,
): void {
  const step = <usize>O * sizeof<F>();
  const begin = start ? start : zeros;
  for (let r = 0; r < R; r++) {
    for (let o: usize = 0; o < step; o += sizeof<F>()) {
      let sum = load<F>(begin + o);
      let factor = x;
      let w = dense + o;
      for (let k = 0; k < K; k++) {
        sum += load<F>(factor) * load<F>(w);
        factor += xInner;
        w += step;
      }
      store<F>(out + o, sum);
    }
    x += xRow;
    out += outRow;
  }
}
