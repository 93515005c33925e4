import type { Kernels, SparseRows } from "./contract.ts";

/**
 * out[n,:] = start + Σ_p value[p]·dense[column[p],:], dense (·,O), out (rows,O).
 * Eight sums at a time stay in registers over a whole row; each sum keeps its textbook order.
 */
function sparseTimesDense(
  x: SparseRows,
  dense: Float64Array,
  start: Float64Array | undefined,
  out: Float64Array,
  O: number,
): void {
  const { rows, rowStart, column, value } = x;
  for (let n = 0; n < rows; n++) {
    const from = rowStart[n]!;
    const to = rowStart[n + 1]!;
    const row = n * O;
    let j = 0;
    for (; j + 8 <= O; j += 8) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let s4 = 0;
      let s5 = 0;
      let s6 = 0;
      let s7 = 0;
      if (start !== undefined) {
        s0 = start[j]!;
        s1 = start[j + 1]!;
        s2 = start[j + 2]!;
        s3 = start[j + 3]!;
        s4 = start[j + 4]!;
        s5 = start[j + 5]!;
        s6 = start[j + 6]!;
        s7 = start[j + 7]!;
      }
      for (let p = from; p < to; p++) {
        const v = value[p]!;
        const w = column[p]! * O + j;
        s0 += v * dense[w]!;
        s1 += v * dense[w + 1]!;
        s2 += v * dense[w + 2]!;
        s3 += v * dense[w + 3]!;
        s4 += v * dense[w + 4]!;
        s5 += v * dense[w + 5]!;
        s6 += v * dense[w + 6]!;
        s7 += v * dense[w + 7]!;
      }
      const o = row + j;
      out[o] = s0;
      out[o + 1] = s1;
      out[o + 2] = s2;
      out[o + 3] = s3;
      out[o + 4] = s4;
      out[o + 5] = s5;
      out[o + 6] = s6;
      out[o + 7] = s7;
    }
    for (; j < O; j++) {
      let sum = start === undefined ? 0 : start[j]!;
      for (let p = from; p < to; p++) sum += value[p]! * dense[column[p]! * O + j]!;
      out[row + j] = sum;
    }
  }
}

export const plainAffine = {
  sparseAffine(x, weight, bias, out, O) {
    sparseTimesDense(x, weight, bias, out, O);
  },

  sparseWeightGradient(xT, dz, dWeight, O) {
    sparseTimesDense(xT, dz, undefined, dWeight, O);
  },

  affine(x, weight, bias, out, B, I, O) {
    for (let b = 0; b < B; b++) {
      for (let o = 0; o < O; o++) out[b * O + o] = bias[o]!;
      for (let i = 0; i < I; i++) {
        const xi = x[b * I + i]!;
        for (let o = 0; o < O; o++) out[b * O + o]! += xi * weight[i * O + o]!;
      }
    }
  },

  weightGradient(x, dz, dWeight, B, I, O) {
    dWeight.fill(0);
    for (let b = 0; b < B; b++) {
      for (let i = 0; i < I; i++) {
        const xi = x[b * I + i]!;
        if (xi === 0) continue; // half of what ReLU lets through
        for (let o = 0; o < O; o++) dWeight[i * O + o]! += xi * dz[b * O + o]!;
      }
    }
  },

  inputGradient(dz, weight, dx, B, I, O) {
    for (let b = 0; b < B; b++) {
      for (let i = 0; i < I; i++) {
        let sum = 0;
        for (let o = 0; o < O; o++) sum += dz[b * O + o]! * weight[i * O + o]!;
        dx[b * I + i] = sum;
      }
    }
  },

  biasGradient(dz, dBias, B, O) {
    dBias.fill(0);
    for (let b = 0; b < B; b++) {
      for (let o = 0; o < O; o++) dBias[o]! += dz[b * O + o]!;
    }
  },
} satisfies Partial<Kernels>;
