import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";
import type { MomentumConfig } from "./momentum.ts";

/**
 * w ← w + momentum²·v − (1 + momentum)·learningRate·dw, then v ← momentum·v − learningRate·dw; v begins
 * at 0. Nesterov's step with w standing for the place looked ahead to, so that dw is taken at w itself.
 */
export function nesterov({ learningRate, momentum = 0.9 }: MomentumConfig): Optimizer {
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
          w[i]! += momentum * momentum * v[i]!;
          w[i]! -= (1 + momentum) * learningRate * dw[i]!;
          v[i] = momentum * v[i]! - learningRate * dw[i]!;
        }
      }
    },
  };
}
