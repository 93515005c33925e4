import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface MomentumConfig {
  readonly learningRate: number;
  /** 0.9 unless given. */
  readonly momentum?: number | undefined;
}

/** v ← momentum·v − learningRate·dw, w ← w + v; v begins at 0. */
export function momentum({ learningRate, momentum = 0.9 }: MomentumConfig): Optimizer {
  const velocity = remembered();
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const velocities = velocity(params);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        const v = velocities[p]!;
        for (let i = 0; i < w.length; i++) {
          v[i] = momentum * v[i]! - learningRate * dw[i]!;
          w[i]! += v[i]!;
        }
      }
    },
  };
}
