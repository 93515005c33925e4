import { epsilon, expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface RmspropConfig {
  readonly learningRate: number;
  /** 0.99 unless given. */
  readonly decay?: number | undefined;
}

/** h ← decay·h + (1 − decay)·dw², w ← w − learningRate·dw/(√h + 1e-7); h begins at 0. */
export function rmsprop({ learningRate, decay = 0.99 }: RmspropConfig): Optimizer {
  const squares = remembered();
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const means = squares(params);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        const h = means[p]!;
        for (let i = 0; i < w.length; i++) {
          h[i] = decay * h[i]! + (1 - decay) * dw[i]! * dw[i]!;
          w[i]! -= (learningRate * dw[i]!) / (Math.sqrt(h[i]!) + epsilon);
        }
      }
    },
  };
}
