/** Central differences of the loss, plus and minus the step side by side in the lanes of a vector. */
import { activationOf } from "./activation";
import { exp64 } from "./exp";
import { logs } from "./log";

/**
 * loss(logits + da₀·w) − loss(logits + da₁·w) of one sample, softmax with cross-entropy as in
 * softmax.ts; logits and w (C).
 */
function lossDifference(da: v128, w: usize, logits: usize, label: i32, C: i32): f64 {
  let max = moved(da, w, logits);
  for (let c = 1; c < C; c++) {
    max = f64x2.pmax(max, moved(da, w + (<usize>c << 3), logits + (<usize>c << 3)));
  }
  let sum = f64x2.splat(0);
  let own = sum;
  for (let c = 0; c < C; c++) {
    const e = exp64(f64x2.sub(moved(da, w, logits), max));
    sum = f64x2.add(sum, e);
    if (c == label) own = e;
    w += 8;
    logits += 8;
  }
  const log = logs(f64x2.add(f64x2.div(own, sum), f64x2.splat(1e-7)));
  return f64x2.extract_lane(log, 1) - f64x2.extract_lane(log, 0);
}

// @ts-ignore: decorator
@inline
function moved(da: v128, w: usize, logit: usize): v128 {
  return f64x2.add(v128.load64_splat(logit), f64x2.mul(da, v128.load64_splat(w)));
}

/** src/kernels/plain-differences.ts; `kind` as in activation.ts */
export function unitDifferences(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  h: f64,
  kind: i32,
  z: usize,
  a: usize,
  logits: usize,
  weight: usize,
  labels: usize,
  sums: usize,
  O: i32,
  C: i32,
): void {
  const steps = f64x2(h, -h);
  for (let i = 0; i < rows; i++) {
    const from = load<u32>(rowStart + (<usize>i << 2));
    const to = load<u32>(rowStart + (<usize>i << 2), 4);
    for (let j = 0; j < O; j++) {
      const w = weight + ((<usize>j * <usize>C) << 3);
      let sum: f64 = 0;
      for (let p = from; p < to; p++) {
        const n = <usize>load<u16>(column + (<usize>p << 1));
        const at = (n * <usize>O + <usize>j) << 3;
        const dz = f64x2.mul(steps, v128.load64_splat(value + (<usize>p << 3)));
        const high = activationOf(kind, f64x2.add(v128.load64_splat(z + at), dz));
        const da = f64x2.sub(high, v128.load64_splat(a + at));
        // Both are 0 where a ReLU is silent: nothing moves.
        if (!v128.any_true(f64x2.ne(da, f64x2.splat(0)))) continue;
        const row = logits + ((n * <usize>C) << 3);
        sum += lossDifference(da, w, row, <i32>load<u8>(labels + n), C);
      }
      store<f64>(sums, sum);
      sums += 8;
    }
  }
}

/** The same for the last layer, where a move reaches one logit. `unit` has room for 2C − 1 numbers. */
export function logitDifferences(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  h: f64,
  logits: usize,
  labels: usize,
  sums: usize,
  C: i32,
  unit: usize,
): void {
  // A 1 among zeros: read from C − 1 − c on, it is the direction of logit c.
  memory.fill(unit, 0, <usize>(2 * C - 1) << 3);
  store<f64>(unit + (<usize>(C - 1) << 3), 1);
  const steps = f64x2(h, -h);
  for (let i = 0; i < rows; i++) {
    const from = load<u32>(rowStart + (<usize>i << 2));
    const to = load<u32>(rowStart + (<usize>i << 2), 4);
    for (let c = 0; c < C; c++) {
      const direction = unit + (<usize>(C - 1 - c) << 3);
      let sum: f64 = 0;
      for (let p = from; p < to; p++) {
        const n = <usize>load<u16>(column + (<usize>p << 1));
        const dz = f64x2.mul(steps, v128.load64_splat(value + (<usize>p << 3)));
        const row = logits + ((n * <usize>C) << 3);
        sum += lossDifference(dz, direction, row, <i32>load<u8>(labels + n), C);
      }
      store<f64>(sums, sum);
      sums += 8;
    }
  }
}
