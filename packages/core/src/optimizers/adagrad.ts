import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface AdagradConfig {
  readonly learningRate: number;
}

/** h ← h + dw², w ← w − learningRate·dw/(√h + 1e-7); h begins at 0. */
export function adagrad(
  { learningRate }: AdagradConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  const squares = remembered(kernels.memory);
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const h = squares(params);
      params.forEach((w, p) => kernels.adagrad(w, grads[p]!, h[p]!, learningRate));
    },
  };
}
