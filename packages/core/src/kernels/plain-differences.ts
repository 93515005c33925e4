import type { Arithmetic } from "./arithmetic.ts";
import type { Floats, Kernels, Precision } from "./contract.ts";
import { activationTable } from "./plain-activation.ts";
import { plainSoftmax } from "./plain-softmax.ts";

export function plainDifferences(precision: Precision, arithmetic: Arithmetic) {
  const table = activationTable(arithmetic);
  const { softmaxCrossEntropy } = plainSoftmax(arithmetic);
  const label = new Uint8Array(1);

  /** loss(logits + da·w) of one sample; logits and w (C), moved in scratch. */
  function movedLoss(
    da: number,
    w: (c: number) => number,
    logits: Floats,
    at: number,
    own: number,
    scratch: Float64Array,
  ): number {
    for (let c = 0; c < scratch.length; c++) scratch[c] = logits[at + c]! + da * w(c);
    label[0] = own;
    return softmaxCrossEntropy(scratch, label, scratch, 1, scratch.length);
  }

  return {
    unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C) {
      expectFloat64(precision);
      const { value: f } = table[name];
      const scratch = new Float64Array(C);
      for (let i = 0; i < xT.rows; i++) {
        for (let j = 0; j < O; j++) {
          const w = (c: number) => weight[j * C + c]!;
          let sum = 0;
          for (let p = xT.rowStart[i]!; p < xT.rowStart[i + 1]!; p++) {
            const n = xT.column[p]!;
            const at = n * O + j;
            const dz = h * xT.value[p]!;
            const above = f(z[at]! + dz) - a[at]!;
            const below = f(z[at]! - dz) - a[at]!;
            if (above === 0 && below === 0) continue; // a silent ReLU
            sum +=
              movedLoss(above, w, logits, n * C, labels[n]!, scratch) -
              movedLoss(below, w, logits, n * C, labels[n]!, scratch);
          }
          sums[i * O + j] = sum;
        }
      }
    },

    logitDifferences(xT, h, logits, labels, sums, C) {
      expectFloat64(precision);
      const scratch = new Float64Array(C);
      for (let i = 0; i < xT.rows; i++) {
        for (let moved = 0; moved < C; moved++) {
          const w = (c: number) => (c === moved ? 1 : 0);
          let sum = 0;
          for (let p = xT.rowStart[i]!; p < xT.rowStart[i + 1]!; p++) {
            const n = xT.column[p]!;
            const dz = h * xT.value[p]!;
            sum +=
              movedLoss(dz, w, logits, n * C, labels[n]!, scratch) -
              movedLoss(-dz, w, logits, n * C, labels[n]!, scratch);
          }
          sums[i * C + moved] = sum;
        }
      }
    },
  } satisfies Partial<Kernels>;
}

/** A step of 1e-4 is below what float32 tells apart in a loss. */
export function expectFloat64(precision: Precision): void {
  if (precision === "float64") return;
  throw new RangeError(`precision: ${precision}; expected float64 for central differences`);
}
