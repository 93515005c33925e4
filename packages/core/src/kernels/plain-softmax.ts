import { log } from "../math/log.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { Kernels } from "./contract.ts";

/** Added inside the logarithm, as the book does, so that a probability of 0 costs 16.1 and not ∞. */
export const logOffset = 1e-7;

export function plainSoftmax({ round, exp }: Arithmetic) {
  return {
    softmaxCrossEntropy(logits, labels, probabilities, B, C) {
      let loss = 0;
      for (let b = 0; b < B; b++) {
        const row = b * C;
        let max = logits[row]!;
        for (let c = 1; c < C; c++) if (logits[row + c]! > max) max = logits[row + c]!;
        let sum = 0;
        for (let c = 0; c < C; c++) {
          const e = exp(round(logits[row + c]! - max));
          probabilities[row + c] = e;
          sum = round(sum + e);
        }
        for (let c = 0; c < C; c++) probabilities[row + c]! /= sum;
        loss -= log(probabilities[row + labels[b]!]! + logOffset);
      }
      return loss;
    },

    softmaxCrossEntropyGradient(probabilities, labels, dLogits, B, C) {
      for (let b = 0; b < B; b++) {
        for (let c = 0; c < C; c++) {
          const t = labels[b] === c ? 1 : 0;
          dLogits[b * C + c] = round(probabilities[b * C + c]! - t) / B;
        }
      }
    },
  } satisfies Partial<Kernels>;
}
