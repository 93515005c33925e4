import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { expectSameLengths, remembered, type Optimizer } from "./contract.ts";

export interface AdamConfig {
  readonly learningRate: number;
  /** 0.9 unless given. */
  readonly beta1?: number | undefined;
  /** 0.999 unless given. */
  readonly beta2?: number | undefined;
}

/**
 * m ← m + (1 − beta1)·(dw − m), v ← v + (1 − beta2)·(dw² − v), both from 0, and in update t
 * w ← w − rate·m/(√v + 1e-7) with rate = learningRate·√(1 − beta2ᵗ)/(1 − beta1ᵗ), which makes up for
 * the zeros at the start.
 */
export function adam(
  { learningRate, beta1 = 0.9, beta2 = 0.999 }: AdamConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  const mean = remembered(kernels.memory);
  const square = remembered(kernels.memory);
  let beta1PowerT = 1;
  let beta2PowerT = 1;
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const m = mean(params);
      const v = square(params);
      beta1PowerT *= beta1;
      beta2PowerT *= beta2;
      const rate = (learningRate * Math.sqrt(1 - beta2PowerT)) / (1 - beta1PowerT);
      params.forEach((w, p) => kernels.adam(w, grads[p]!, m[p]!, v[p]!, rate, beta1, beta2));
    },
  };
}
