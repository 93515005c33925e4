import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";
import type { MomentumConfig } from "./momentum.ts";

/**
 * w ← w + momentum²·v − (1 + momentum)·learningRate·dw, then v ← momentum·v − learningRate·dw; v begins
 * at 0. Nesterov's step with w standing for the place looked ahead to, so that dw is taken at w itself.
 */
export function nesterov(
  { learningRate, momentum = 0.9 }: MomentumConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  const velocity = remembered(kernels.memory);
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const v = velocity(params);
      params.forEach((w, p) => kernels.nesterov(w, grads[p]!, v[p]!, learningRate, momentum));
    },
  };
}
