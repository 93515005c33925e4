import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface RmspropConfig {
  readonly learningRate: number;
  /** 0.99 unless given. */
  readonly decay?: number | undefined;
}

/** h ← decay·h + (1 − decay)·dw², w ← w − learningRate·dw/(√h + 1e-7); h begins at 0. */
export function rmsprop(
  { learningRate, decay = 0.99 }: RmspropConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  const squares = remembered(kernels.memory);
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const h = squares(params);
      params.forEach((w, p) => kernels.rmsprop(w, grads[p]!, h[p]!, learningRate, decay));
    },
  };
}
