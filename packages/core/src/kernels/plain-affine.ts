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

/**
 * out[r,:] = start + Σ_k x[r·rowStep + k·innerStep]·dense[k,:], dense (K,O), out (R,O): x·dense, or
 * xᵀ·dense with the steps exchanged. Eight sums at a time as above.
 */
function denseTimesDense(
  x: Float64Array,
  rowStep: number,
  innerStep: number,
  dense: Float64Array,
  start: Float64Array | undefined,
  out: Float64Array,
  R: number,
  K: number,
  O: number,
): void {
  for (let r = 0; r < R; r++) {
    const row = r * O;
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
      let at = r * rowStep;
      let w = j;
      for (let k = 0; k < K; k++) {
        const v = x[at]!;
        s0 += v * dense[w]!;
        s1 += v * dense[w + 1]!;
        s2 += v * dense[w + 2]!;
        s3 += v * dense[w + 3]!;
        s4 += v * dense[w + 4]!;
        s5 += v * dense[w + 5]!;
        s6 += v * dense[w + 6]!;
        s7 += v * dense[w + 7]!;
        at += innerStep;
        w += O;
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
      for (let k = 0; k < K; k++) sum += x[r * rowStep + k * innerStep]! * dense[k * O + j]!;
      out[row + j] = sum;
    }
  }
}

/** out[b,i] = Σ_o dz[b,o]·weight[i,o]: four rows of weight at a time, each sum in its order. */
function timesTransposed(
  dz: Float64Array,
  weight: Float64Array,
  dx: Float64Array,
  B: number,
  I: number,
  O: number,
): void {
  for (let b = 0; b < B; b++) {
    const z = b * O;
    let i = 0;
    for (; i + 4 <= I; i += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      const w = i * O;
      for (let o = 0; o < O; o++) {
        const d = dz[z + o]!;
        s0 += d * weight[w + o]!;
        s1 += d * weight[w + O + o]!;
        s2 += d * weight[w + 2 * O + o]!;
        s3 += d * weight[w + 3 * O + o]!;
      }
      dx[b * I + i] = s0;
      dx[b * I + i + 1] = s1;
      dx[b * I + i + 2] = s2;
      dx[b * I + i + 3] = s3;
    }
    for (; i < I; i++) {
      let sum = 0;
      for (let o = 0; o < O; o++) sum += dz[z + o]! * weight[i * O + o]!;
      dx[b * I + i] = sum;
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
    denseTimesDense(x, I, 1, weight, bias, out, B, I, O);
  },

  weightGradient(x, dz, dWeight, B, I, O) {
    denseTimesDense(x, 1, I, dz, undefined, dWeight, I, B, O);
  },

  inputGradient(dz, weight, dx, B, I, O) {
    timesTransposed(dz, weight, dx, B, I, O);
  },

  biasGradient(dz, dBias, B, O) {
    dBias.fill(0);
    for (let b = 0; b < B; b++) {
      for (let o = 0; o < O; o++) dBias[o]! += dz[b * O + o]!;
    }
  },
} satisfies Partial<Kernels>;
