import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface MomentumConfig {
  readonly learningRate: number;
  /** 0.9 unless given. */
  readonly momentum?: number | undefined;
}

/** v ← momentum·v − learningRate·dw, w ← w + v; v begins at 0. */
export function momentum(
  { learningRate, momentum = 0.9 }: MomentumConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  const velocity = remembered(kernels.memory);
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const v = velocity(params);
      params.forEach((w, p) => kernels.momentum(w, grads[p]!, v[p]!, learningRate, momentum));
    },
  };
}
