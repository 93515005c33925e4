import { arePacked, cacheBytes, denseTimesDense, panelBytes } from "./panels";
import { transposeDense } from "./transpose";
import { wideColumns, wideTimesDense } from "./wide-panels";

/** out = x·weight + bias; x (B,I), weight (I,O), bias (O), out (B,O) */
export function affine<F>(
  x: usize,
  weight: usize,
  bias: usize,
  out: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  const row = <usize>I * sizeof<F>();
  const outRow = <usize>O * sizeof<F>();
  denseTimesDense<F>(x, row, sizeof<F>(), weight, bias, out, outRow, B, I, O, scratch);
}

/** dWeight = xᵀ·dz; I columns from x on of rows with `columns` of them, dz (B,O), dWeight (I,O) */
export function weightGradient<F>(
  x: usize,
  columns: i32,
  dz: usize,
  dWeight: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  const row = <usize>columns * sizeof<F>();
  const outRow = <usize>O * sizeof<F>();
  if (<usize>B * row <= cacheBytes * 2) {
    denseTimesDense<F>(x, sizeof<F>(), row, dz, 0, dWeight, outRow, I, B, O, scratch);
    return;
  }
  const xT = scratch + panelBytes;
  transposeDense<F>(x, row, B, I, xT);
  const rowT = <usize>B * sizeof<F>();
  denseTimesDense<F>(xT, rowT, sizeof<F>(), dz, 0, dWeight, outRow, I, B, O, scratch);
}

/** dx = dz·weightᵀ; dz (B,O), weight (I,O), I columns from dx on of rows with `columns` of them */
export function inputGradient<F>(
  dz: usize,
  weight: usize,
  dx: usize,
  columns: i32,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  const row = <usize>O * sizeof<F>();
  const dxRow = <usize>columns * sizeof<F>();
  const wide = arePacked(B, <usize>I * row) ? wideColumns<F>(I) : 0;
  wideTimesDense<F>(true, dz, row, weight, row, 0, dx, dxRow, B, O, wide, scratch);
  if (wide == I) return;
  const weightT = scratch + panelBytes;
  transposeDense<F>(weight + <usize>wide * row, row, I - wide, O, weightT);
  const rest = dx + <usize>wide * sizeof<F>();
  denseTimesDense<F>(dz, row, sizeof<F>(), weightT, 0, rest, dxRow, B, O, I - wide, scratch);
}
