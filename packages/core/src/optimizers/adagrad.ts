import { epsilon, expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface AdagradConfig {
  readonly learningRate: number;
}

/** h ← h + dw², w ← w − learningRate·dw/(√h + 1e-7); h begins at 0. */
export function adagrad({ learningRate }: AdagradConfig): Optimizer {
  const squares = remembered();
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const sums = squares(params);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        const h = sums[p]!;
        for (let i = 0; i < w.length; i++) {
          h[i]! += dw[i]! * dw[i]!;
          w[i]! -= (learningRate * dw[i]!) / (Math.sqrt(h[i]!) + epsilon);
        }
      }
    },
  };
}
