import { lanes } from "./vector";

/** out (columns, rows) = xᵀ, x (rows, columns) with its rows xStep bytes apart: in squares of vectors, what is left one by one. */
export function transposeDense<F>(
  x: usize,
  xStep: usize,
  rows: i32,
  columns: i32,
  out: usize,
): void {
  const outStep = <usize>rows * sizeof<F>();
  const side = lanes<F>();
  let i = 0;
  for (; i + side <= columns; i += side) {
    let from = x + <usize>i * sizeof<F>();
    let to = out + <usize>i * outStep;
    let n = 0;
    for (; n + side <= rows; n += side) {
      square<F>(from, xStep, to, outStep);
      from += xStep * <usize>side;
      to += 16;
    }
    for (; n < rows; n++) {
      for (let l = 0; l < side; l++) {
        store<F>(to + <usize>l * outStep, load<F>(from + <usize>l * sizeof<F>()));
      }
      from += xStep;
      to += sizeof<F>();
    }
  }
  for (; i < columns; i++) {
    let from = x + <usize>i * sizeof<F>();
    let to = out + <usize>i * outStep;
    for (let n = 0; n < rows; n++) {
      store<F>(to, load<F>(from));
      from += xStep;
      to += sizeof<F>();
    }
  }
}

/** lanes × lanes numbers from rows `step` bytes apart to rows `toStep` bytes apart. */
// @ts-ignore: decorator
@inline
export function square<F>(from: usize, step: usize, to: usize, toStep: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + step);
  if (sizeof<F>() == 8) {
    v128.store(to, v128.shuffle<f64>(r0, r1, 0, 2));
    v128.store(to + toStep, v128.shuffle<f64>(r0, r1, 1, 3));
  } else {
    const r2 = v128.load(from + 2 * step);
    const r3 = v128.load(from + 3 * step);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to + toStep, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(to + 2 * toStep, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(to + 3 * toStep, v128.shuffle<f64>(high01, high23, 1, 3));
  }
}
