import { expOf } from "./exp";
import { log, logs } from "./log";
import { loadPart, storePart } from "./vector";

/** src/kernels/plain-softmax.ts; the exponentials of all rows run by vectors. */
export function softmaxCrossEntropy<F>(
  logits: usize,
  labels: usize,
  probabilities: usize,
  B: i32,
  C: i32,
): f64 {
  const rowBytes = <usize>C * sizeof<F>();
  const end = logits + <usize>B * rowBytes;
  let y = probabilities;
  let row = logits;
  while (row < end) {
    const rowEnd = row + rowBytes;
    const max = maximum<F>(row, rowEnd);
    for (; row + 16 <= rowEnd; row += 16, y += 16) v128.store(y, v128.sub<F>(v128.load(row), max));
    for (; row < rowEnd; row += sizeof<F>(), y += sizeof<F>()) {
      store<F>(y, load<F>(row) - v128.extract_lane<F>(max, 0));
    }
  }
  exponentials<F>(probabilities, y);
  let loss: f64 = 0;
  row = probabilities;
  for (; row + rowBytes < y; row += 2 * rowBytes, labels += 2) {
    const next = row + rowBytes;
    divideBySum<F>(row, next);
    divideBySum<F>(next, next + rowBytes);
    const two = f64x2.splat(<f64>load<F>(row + <usize>load<u8>(labels) * sizeof<F>()) + 1e-7);
    const second = <f64>load<F>(next + <usize>load<u8>(labels, 1) * sizeof<F>()) + 1e-7;
    const both = logs(f64x2.replace_lane(two, 1, second));
    loss -= f64x2.extract_lane(both, 0);
    loss -= f64x2.extract_lane(both, 1);
  }
  if (row < y) {
    divideBySum<F>(row, y);
    loss -= log(<f64>load<F>(row + <usize>load<u8>(labels) * sizeof<F>()) + 1e-7);
  }
  return loss;
}

/** The largest number from p up to `end` in every lane: vectors compare without a branch. */
// @ts-ignore: decorator
@inline
function maximum<F>(p: usize, end: usize): v128 {
  let max = v128.load_splat<F>(p);
  for (p += sizeof<F>(); p < end; p += sizeof<F>()) {
    max = v128.pmax<F>(max, v128.load_splat<F>(p));
  }
  return max;
}

/** The numbers from p up to `end` by their sum, in place. */
// @ts-ignore: decorator
@inline
function divideBySum<F>(p: usize, end: usize): void {
  let sum: F = 0;
  for (let q = p; q < end; q += sizeof<F>()) sum += load<F>(q);
  const divisor = v128.splat<F>(sum);
  for (; p + 16 <= end; p += 16) v128.store(p, v128.div<F>(v128.load(p), divisor));
  for (; p < end; p += sizeof<F>()) store<F>(p, load<F>(p) / sum);
}

/** From p up to `end`, in place. */
function exponentials<F>(p: usize, end: usize): void {
  for (; p + 32 <= end; p += 32) {
    const first = expOf<F>(v128.load(p));
    const second = expOf<F>(v128.load(p, 16));
    v128.store(p, first);
    v128.store(p, second, 16);
  }
  for (; p + 16 <= end; p += 16) v128.store(p, expOf<F>(v128.load(p)));
  if (p < end) storePart<F>(p, expOf<F>(loadPart<F>(p, end)), end);
}

export function softmaxCrossEntropyGradient<F>(
  probabilities: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  const batch = <F>B;
  // (p − 1)/B at the labels, which are read before p/B may overwrite them.
  for (let b = 0; b < B; b++) {
    const at = <usize>load<u8>(labels++) * sizeof<F>();
    const end = probabilities + <usize>C * sizeof<F>();
    const own = (load<F>(probabilities + at) - 1) / batch;
    const row = dLogits;
    for (; probabilities + 16 <= end; probabilities += 16, dLogits += 16) {
      v128.store(dLogits, v128.div<F>(v128.load(probabilities), v128.splat<F>(batch)));
    }
    for (; probabilities < end; probabilities += sizeof<F>(), dLogits += sizeof<F>()) {
      store<F>(dLogits, load<F>(probabilities) / batch);
    }
    store<F>(row + at, own);
  }
}
