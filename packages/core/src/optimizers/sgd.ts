import { expectSameLengths, type Optimizer } from "./contract.ts";

export interface SgdConfig {
  readonly learningRate: number;
}

/** Stochastic gradient descent: w ← w − learningRate·dw */
export function sgd({ learningRate }: SgdConfig): Optimizer {
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        for (let i = 0; i < w.length; i++) w[i]! -= learningRate * dw[i]!;
      }
    },
  };
}
