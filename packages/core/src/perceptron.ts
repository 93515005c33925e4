import { expectShape } from "./tensor.ts";

export interface Neuron {
  readonly weight: readonly number[];
  readonly bias: number;
}

/** w₁x₁ + w₂x₂ + … + bias; x (I), weight (I). Throws where lengths differ. */
export function weightedSum(x: ArrayLike<number>, weight: ArrayLike<number>, bias: number): number {
  expectShape("x", [x.length], [weight.length]);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += weight[i]! * x[i]!;
  return sum + bias;
}

/** 1 where w·x + bias > 0, else 0, also on the boundary; x (I), weight (I). Throws where lengths differ. */
export function perceptron(x: ArrayLike<number>, weight: ArrayLike<number>, bias: number): 0 | 1 {
  return weightedSum(x, weight, bias) > 0 ? 1 : 0;
}

/** The same told by a threshold θ in place of the bias −θ: 1 where w·x > θ, else 0. */
export function thresholdPerceptron(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  threshold: number,
): 0 | 1 {
  return weightedSum(x, weight, 0) > threshold ? 1 : 0;
}

/** The book's weights: many others make the same gates. */
export const gates = {
  and: { weight: [0.5, 0.5], bias: -0.7 },
  nand: { weight: [-0.5, -0.5], bias: 0.7 },
  or: { weight: [0.5, 0.5], bias: -0.2 },
} as const satisfies Record<string, Neuron>;

/** and(nand(x), or(x)): two layers, since no single perceptron makes it. x (2) */
export function xor(x: ArrayLike<number>): 0 | 1 {
  const { and, nand, or } = gates;
  const hidden = [perceptron(x, nand.weight, nand.bias), perceptron(x, or.weight, or.bias)];
  return perceptron(hidden, and.weight, and.bias);
}

/** Shall I go to the concert? x = [good weather, a companion, near the station], each 0 or 1. */
export const concert = { weight: [3, 5, 1], bias: -5.5 } as const satisfies Neuron;
