import { epsilon, expectSameLengths, remembered, type Optimizer } from "./contract.ts";

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
export function adam({ learningRate, beta1 = 0.9, beta2 = 0.999 }: AdamConfig): Optimizer {
  const mean = remembered();
  const square = remembered();
  let beta1PowerT = 1;
  let beta2PowerT = 1;
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      const means = mean(params);
      const squares = square(params);
      beta1PowerT *= beta1;
      beta2PowerT *= beta2;
      const rate = (learningRate * Math.sqrt(1 - beta2PowerT)) / (1 - beta1PowerT);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        const m = means[p]!;
        const v = squares[p]!;
        for (let i = 0; i < w.length; i++) {
          m[i]! += (1 - beta1) * (dw[i]! - m[i]!);
          v[i]! += (1 - beta2) * (dw[i]! * dw[i]! - v[i]!);
          w[i]! -= (rate * m[i]!) / (Math.sqrt(v[i]!) + epsilon);
        }
      }
    },
  };
}
