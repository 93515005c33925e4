/** out += x·row, O numbers */
// @ts-ignore: decorator
@inline
export function addRow<F>(out: usize, x: F, row: usize, O: i32): void {
  const end = out + <usize>O * sizeof<F>();
  const factor = v128.splat<F>(x);
  for (; out + 16 <= end; out += 16, row += 16) {
    v128.store(out, v128.add<F>(v128.load(out), v128.mul<F>(factor, v128.load(row))));
  }
  for (; out < end; out += sizeof<F>(), row += sizeof<F>()) {
    store<F>(out, load<F>(out) + x * load<F>(row));
  }
}

/** out[n,:] = bias + Σ_p value[p]·weight[column[p],:]; weight (·,O), bias (O), out (rows,O) */
export function affine<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  weight: usize,
  bias: usize,
  out: usize,
  O: i32,
): void {
  const stride = <usize>O * sizeof<F>();
  for (let n = 0; n < rows; n++) {
    const to = <usize>load<u32>(rowStart, 4);
    memory.copy(out, bias, stride);
    for (let p = <usize>load<u32>(rowStart); p < to; p++) {
      const k = <usize>load<u16>(column + (p << 1));
      addRow<F>(out, load<F>(value + p * sizeof<F>()), weight + k * stride, O);
    }
    rowStart += 4;
    out += stride;
  }
}

/** dWeight = xᵀ·dz, sample by sample; dz (rows,O), dWeight (columns,O) */
export function weightGradient<F>(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  columns: i32,
  dz: usize,
  dWeight: usize,
  O: i32,
): void {
  const stride = <usize>O * sizeof<F>();
  memory.fill(dWeight, 0, <usize>columns * stride);
  for (let n = 0; n < rows; n++) {
    const to = <usize>load<u32>(rowStart, 4);
    for (let p = <usize>load<u32>(rowStart); p < to; p++) {
      const k = <usize>load<u16>(column + (p << 1));
      addRow<F>(dWeight + k * stride, load<F>(value + p * sizeof<F>()), dz, O);
    }
    rowStart += 4;
    dz += stride;
  }
}
