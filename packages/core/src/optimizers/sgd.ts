import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, type Optimizer } from "./contract.ts";

export interface SgdConfig {
  readonly learningRate: number;
}

/** Stochastic gradient descent: w ← w − learningRate·dw */
export function sgd({ learningRate }: SgdConfig, kernels: Kernels = float64Kernels): Optimizer {
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      params.forEach((w, p) => kernels.sgd(w, grads[p]!, learningRate));
    },
  };
}
