import { activationFormulas } from "./kernels/index.ts";
import { exp } from "./math/exp.ts";
import { shapeText, type Tensor } from "./tensor.ts";

/** A function of one number that also maps every number of a tensor, into a new one. */
export interface Elementwise {
  (x: number): number;
  (x: Tensor): Tensor;
}

export function elementwise(f: (x: number) => number): Elementwise {
  function apply(x: number): number;
  function apply(x: Tensor): Tensor;
  function apply(x: number | Tensor): number | Tensor {
    return typeof x === "number" ? f(x) : { shape: x.shape, data: x.data.map(f) };
  }
  return apply;
}

/** The formulas tell f′ from f(x); here it is a function of x. */
function derivative({
  value,
  gradient,
}: {
  value(x: number): number;
  gradient(y: number): number;
}) {
  return elementwise((x) => gradient(value(x)));
}

/** 1 where x > 0, else 0 (0 on the boundary); NaN stays NaN. */
export const step = elementwise((x) => (x > 0 ? 1 : x <= 0 ? 0 : NaN));
/** 0, also at the jump, where there is no derivative. */
export const stepGradient = elementwise(() => 0);

/** x */
export const identity = elementwise(activationFormulas.identity.value);
/** 1 */
export const identityGradient = derivative(activationFormulas.identity);

/** max(0, x); never −0, and NaN stays NaN. */
export const relu = elementwise(activationFormulas.relu.value);
/** 1 where x > 0, else 0. At 0 it is 0, as backpropagation has it; the book's `relu_grad` says 1. */
export const reluGradient = derivative(activationFormulas.relu);

/** 1/(1 + e⁻ˣ) */
export const sigmoid = elementwise(activationFormulas.sigmoid.value);
/** y(1 − y), y = sigmoid(x); at most ¼. */
export const sigmoidGradient = derivative(activationFormulas.sigmoid);

/** (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) */
export const tanh = elementwise(activationFormulas.tanh.value);
/** 1 − y², y = tanh(x) */
export const tanhGradient = derivative(activationFormulas.tanh);

/**
 * y[c] = e^(x[c] − max x) / Σ_c e^(x[c] − max x), a row at a time; x (C) or (B,C), a new tensor.
 * The maximum taken away changes nothing but that no exponential overflows. A row with NaN or +∞
 * becomes NaN. Throws on other ranks.
 */
export function softmax(x: Tensor): Tensor {
  if (x.shape.length !== 1 && x.shape.length !== 2) {
    throw new RangeError(`shape does not fit: ${shapeText(x.shape)}; expected (C) or (B,C)`);
  }
  const C = x.shape.at(-1)!;
  const data = new Float64Array(x.data.length);
  for (let row = 0; row < data.length; row += C) {
    let max = -Infinity;
    for (let c = 0; c < C; c++) if (x.data[row + c]! > max) max = x.data[row + c]!;
    let sum = 0;
    for (let c = 0; c < C; c++) sum += data[row + c] = exp(x.data[row + c]! - max);
    for (let c = 0; c < C; c++) data[row + c]! /= sum;
  }
  return { shape: x.shape, data };
}
