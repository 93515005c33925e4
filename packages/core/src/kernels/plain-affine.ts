import type { Arithmetic } from "./arithmetic.ts";
import type { Floats, Kernels } from "./contract.ts";
import { rowReader } from "./row-reader.ts";

export function plainAffine({ round }: Arithmetic) {
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
      const { begin, end, column, value } = rowReader(x);
      for (let n = 0; n < x.rows; n++) {
        beginRow(out, n * O, bias, O);
        for (let p = begin(n), to = end(n); p < to; p++) {
          addRow(out, n * O, value(p), weight, column[p]! * O, O);
        }
      }
    },

    sparseWeightGradient(x, dz, dWeight, O) {
      const { begin, end, column, value } = rowReader(x);
      dWeight.fill(0, 0, x.columns * O);
      for (let n = 0; n < x.rows; n++) {
        for (let p = begin(n), to = end(n); p < to; p++) {
          addRow(dWeight, column[p]! * O, value(p), dz, n * O, O);
        }
      }
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
