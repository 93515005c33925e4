import type { Arithmetic } from "./arithmetic.ts";
import type { Floats, Kernels, SparseRows } from "./contract.ts";

export function plainAffine({ round }: Arithmetic) {
  /** out[n,:] = start + Σ_p value[p]·dense[column[p],:], dense (·,O), out (rows,O) */
  function sparseTimesDense(
    { rows, rowStart, column, value }: SparseRows,
    dense: Floats,
    start: Floats | undefined,
    out: Floats,
    O: number,
  ): void {
    for (let n = 0; n < rows; n++) {
      const to = rowStart[n + 1]!;
      beginRow(out, n * O, start, O);
      for (let p = rowStart[n]!; p < to; p++)
        addRow(out, n * O, value[p]!, dense, column[p]! * O, O);
    }
  }

  /** out[r,:] = start + Σ_k x[r·rowStep + k·innerStep]·dense[k,:], dense (K,O), out (R,O) */
  function denseTimesDense(
    x: Floats,
    rowStep: number,
    innerStep: number,
    dense: Floats,
    start: Floats | undefined,
    out: Floats,
    R: number,
    K: number,
    O: number,
  ): void {
    for (let r = 0; r < R; r++) {
      beginRow(out, r * O, start, O);
      for (let k = 0; k < K; k++) {
        addRow(out, r * O, x[r * rowStep + k * innerStep]!, dense, k * O, O);
      }
    }
  }

  function beginRow(out: Floats, at: number, start: Floats | undefined, O: number): void {
    for (let o = 0; o < O; o++) out[at + o] = start === undefined ? 0 : start[o]!;
  }

  /** out[at..] += x·dense[from..], O numbers; the store rounds the sum. */
  function addRow(
    out: Floats,
    at: number,
    x: number,
    dense: Floats,
    from: number,
    O: number,
  ): void {
    for (let o = 0; o < O; o++) out[at + o] = out[at + o]! + round(x * dense[from + o]!);
  }

  return {
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
      for (let b = 0; b < B; b++) {
        for (let i = 0; i < I; i++) {
          let sum = 0;
          for (let o = 0; o < O; o++) sum = round(sum + round(dz[b * O + o]! * weight[i * O + o]!));
          dx[b * I + i] = sum;
        }
      }
    },

    biasGradient(dz, dBias, B, O) {
      dBias.fill(0, 0, O);
      for (let b = 0; b < B; b++) {
        for (let o = 0; o < O; o++) dBias[o]! += dz[b * O + o]!;
      }
    },
  } satisfies Partial<Kernels>;
}
