import type { Tensor } from "./tensor.ts";

/** The step of the book: small enough for the formula, large enough for 16 digits. */
const defaultStep = 1e-4;

/** Central difference (f(x + h) − f(x − h)) / 2h, error O(h²). */
export function numericalDerivative(f: (x: number) => number, x: number, h = defaultStep): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}

/** Forward difference (f(x + h) − f(x)) / h, error O(h): why the central one is used. */
export function forwardDifference(f: (x: number) => number, x: number, h = defaultStep): number {
  return (f(x + h) - f(x)) / h;
}

/**
 * ∂f/∂x[i] = (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h for each number of x, any rank; a new array or tensor
 * of x's shape. f sees x itself, changed in one place and put back (also when f throws), so that it
 * may as well be the loss of a net that holds x. Throws where x is no float64 array: an integer array
 * would round the steps away.
 */
export function numericalGradient(f: (x: Tensor) => number, x: Tensor, h?: number): Tensor;
export function numericalGradient(
  f: (x: Float64Array) => number,
  x: Float64Array,
  h?: number,
): Float64Array;
export function numericalGradient<T extends Tensor | Float64Array>(
  f: (x: T) => number,
  x: T,
  h: number = defaultStep,
): Tensor | Float64Array {
  const data: unknown = ArrayBuffer.isView(x) ? x : (x as Tensor).data;
  if (!(data instanceof Float64Array)) {
    throw new TypeError(`not a float64 array: ${Object.prototype.toString.call(data)}`);
  }
  const gradient = data.map((_, i) => partialDerivative(() => f(x), data, i, h));
  return ArrayBuffer.isView(x) ? gradient : { shape: (x as Tensor).shape, data: gradient };
}

function partialDerivative(f: () => number, x: Float64Array, i: number, h: number): number {
  const kept = x[i]!;
  try {
    x[i] = kept + h;
    const above = f();
    x[i] = kept - h;
    return (above - f()) / (2 * h);
  } finally {
    x[i] = kept;
  }
}
