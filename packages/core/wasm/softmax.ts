import { expOf } from "./exp";
import { log } from "./log";
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
  for (let row = logits; row < end; ) {
    const rowEnd = row + rowBytes;
    let max = load<F>(row);
    for (let p = row + sizeof<F>(); p < rowEnd; p += sizeof<F>()) {
      const z = load<F>(p);
      max = z > max ? z : max;
    }
    for (; row < rowEnd; row += sizeof<F>(), y += sizeof<F>()) store<F>(y, load<F>(row) - max);
  }
  exponentials<F>(probabilities, y);
  let loss: f64 = 0;
  for (let row = probabilities; row < y; ) {
    const rowEnd = row + rowBytes;
    let sum: F = 0;
    for (let p = row; p < rowEnd; p += sizeof<F>()) sum += load<F>(p);
    const label = row + <usize>load<u8>(labels++) * sizeof<F>();
    divide<F>(row, rowEnd, sum);
    row = rowEnd;
    loss -= log(<f64>load<F>(label) + 1e-7);
  }
  return loss;
}

/** The numbers from p up to `end` by `sum`, in place. */
// @ts-ignore: decorator
@inline
function divide<F>(p: usize, end: usize, sum: F): void {
  const divisor = v128.splat<F>(sum);
  for (; p + 16 <= end; p += 16) v128.store(p, v128.div<F>(v128.load(p), divisor));
  for (; p < end; p += sizeof<F>()) store<F>(p, load<F>(p) / sum);
}

/** From p up to `end`, in place. */
function exponentials<F>(p: usize, end: usize): void {
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
  for (let b = 0; b < B; b++) {
    const label = <i32>load<u8>(labels++);
    for (let c = 0; c < C; c++) {
      const t: F = label == c ? 1 : 0;
      store<F>(dLogits, (load<F>(probabilities) - t) / batch);
      probabilities += sizeof<F>();
      dLogits += sizeof<F>();
    }
  }
}
