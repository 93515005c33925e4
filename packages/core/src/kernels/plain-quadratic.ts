import type { Arithmetic } from "./arithmetic.ts";
import type { Kernels } from "./contract.ts";
import { activationTable } from "./plain-activation.ts";

export function plainQuadratic(arithmetic: Arithmetic) {
  const { round } = arithmetic;
  const { sigmoid } = activationTable(arithmetic);
  return {
    sigmoidQuadraticCost(logits, labels, outputs, B, C) {
      let sum = 0;
      for (let b = 0; b < B; b++) {
        for (let c = 0; c < C; c++) {
          const i = b * C + c;
          const y = sigmoid.value(logits[i]!);
          outputs[i] = y;
          const difference = labels[b] === c ? round(y - 1) : y;
          sum += difference * difference;
        }
      }
      return sum / 2;
    },

    sigmoidQuadraticCostGradient(outputs, labels, dLogits, B, C) {
      for (let b = 0; b < B; b++) {
        for (let c = 0; c < C; c++) {
          const i = b * C + c;
          const y = outputs[i]!;
          const t = labels[b] === c ? 1 : 0;
          dLogits[i] = round(round(y - t) * sigmoid.gradient(y)) / B;
        }
      }
    },
  } satisfies Partial<Kernels>;
}
