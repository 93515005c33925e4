import { block } from "./block";
import { square } from "./transpose";
import { hasWideVectors, lanes, zeros } from "./vector";
import { wideBlock, wideRows, wideVectors } from "./wide-block";

/** Rows of a matrix that a panel takes at once: 16 KB, which stay in the first cache. */
const depthOfPanel: i32 = 256;
const wideRowBytes: usize = <usize>wideVectors << 4;
const panelBytes: usize = <usize>depthOfPanel * wideRowBytes;
/** Copied together: of each row, they are two cache lines. */
const panelsAtOnce: i32 = 2;

/** What a scratch must have room for. */
export const widePanelBytes: i32 = panelsAtOnce * <i32>panelBytes;

/** How many of O columns are in whole wide panels; none where the engine has no use for them. */
export function wideColumns<F>(O: i32): i32 {
  const width = wideVectors * lanes<F>();
  return hasWideVectors() ? O / width * width : 0;
}

/**
 * The first `columns` columns, those of whole wide panels, of
 * out[r,:] = start + Σ_k x[r,k]·dense[k,:], x (R,K), dense (K,·) or transposed (·,K), out (R,·), rows so
 * many bytes apart; start: as many numbers, or 0 for zeros.
 */
export function wideTimesDense<F>(
  isTransposed: bool,
  x: usize,
  xRow: usize,
  dense: usize,
  step: usize,
  start: usize,
  out: usize,
  outRow: usize,
  R: i32,
  K: i32,
  columns: i32,
  scratch: usize,
): void {
  const width = wideVectors * lanes<F>();
  for (let c = 0; c < columns; c += panelsAtOnce * width) {
    const panels = min(panelsAtOnce, (columns - c) / width);
    for (let k = 0; k < K; k += depthOfPanel) {
      const depth = min(K - k, depthOfPanel);
      const atK = <usize>k * sizeof<F>();
      if (isTransposed) packTransposed<F>(dense + <usize>c * step + atK, step, panels, depth, scratch);
      else pack(dense + <usize>k * step + <usize>c * sizeof<F>(), step, panels, depth, scratch);
      for (let p = 0; p < panels; p++) {
        const at = <usize>(c + p * width) * sizeof<F>();
        const w = scratch + <usize>p * panelBytes;
        // The sums go on from where the rows before left them.
        const begin = k ? out + at : start ? start + at : zeros;
        panel<F>(R, depth, x + atK, xRow, w, begin, k ? outRow : 0, out + at, outRow);
      }
    }
  }
}

/** Panels side by side, one after the other: the vectors of each of `depth` rows. */
function pack(from: usize, step: usize, panels: i32, depth: i32, to: usize): void {
  for (let k = 0; k < depth; k++) {
    for (let p = 0; p < panels; p++) {
      const at = from + <usize>p * wideRowBytes;
      const panel = to + <usize>p * panelBytes;
      v128.store(panel, v128.load(at));
      v128.store(panel, v128.load(at, 16), 16);
      v128.store(panel, v128.load(at, 32), 32);
      v128.store(panel, v128.load(at, 48), 48);
    }
    from += step;
    to += wideRowBytes;
  }
}

/** The same of a transposed matrix: `depth` columns of as many rows as the panels have numbers in theirs. */
function packTransposed<F>(from: usize, step: usize, panels: i32, depth: i32, to: usize): void {
  const side = lanes<F>();
  for (let v = 0; v < panels * wideVectors; v++) {
    let k = 0;
    let row = to + <usize>(v / wideVectors) * panelBytes + (<usize>(v % wideVectors) << 4);
    for (; k + side <= depth; k += side) {
      square<F>(from + <usize>k * sizeof<F>(), step, row, wideRowBytes);
      row += <usize>side * wideRowBytes;
    }
    for (; k < depth; k++) {
      for (let l = 0; l < side; l++) {
        const number = load<F>(from + <usize>l * step + <usize>k * sizeof<F>());
        store<F>(row + <usize>l * sizeof<F>(), number);
      }
      row += wideRowBytes;
    }
    from += <usize>side * step;
  }
}

/** All rows of x with one panel. */
function panel<F>(
  R: i32,
  K: i32,
  x: usize,
  xRow: usize,
  w: usize,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
): void {
  const isOdd = K & 1;
  if (isOdd) singleRows<F>(R, 1, x, xRow, w, start, startRow, out, outRow);
  if (K == 1) return;
  if (isOdd) {
    x += sizeof<F>();
    w += wideRowBytes;
    start = out;
    startRow = outRow;
  }
  for (; R >= wideRows; R -= wideRows) {
    wideBlock<F>(K - isOdd, x, xRow, w, start, startRow, out, outRow);
    x += <usize>wideRows * xRow;
    start += <usize>wideRows * startRow;
    out += <usize>wideRows * outRow;
  }
  singleRows<F>(R, K - isOdd, x, xRow, w, start, startRow, out, outRow);
}

/** The same, row by row. */
function singleRows<F>(
  R: i32,
  K: i32,
  x: usize,
  xRow: usize,
  w: usize,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
): void {
  const last = wideRowBytes - 16;
  for (; R > 0; R--) {
    block<F>(1, wideVectors, K, x, xRow, sizeof<F>(), w, wideRowBytes, last, start, startRow, out, outRow, last);
    x += xRow;
    start += startRow;
    out += outRow;
  }
}
