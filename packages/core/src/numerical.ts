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

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** The tangent y = slope·x + intercept of f at a point, its slope by central difference. */
export function tangentLine(f: (x: number) => number, x: number, h = defaultStep): Line {
  const slope = numericalDerivative(f, x, h);
  return { slope, intercept: f(x) - slope * x };
}

/**
 * Both differences with every number rounded to float32, as numpy's float32 has it: x, h, x ± h, what
 * f returns, and each step of the formulas. Only what f does inside is its own affair. An h that rounds
 * to 0 gives NaN.
 */
export function differenceInFloat32(
  f: (x: number) => number,
  x: number,
  h: number,
): { readonly forward: number; readonly central: number } {
  const { fround } = Math;
  const at = (v: number) => fround(f(fround(v)));
  const [x32, h32] = [fround(x), fround(h)];
  const above = at(x32 + h32);
  return {
    forward: fround(fround(above - at(x32)) / h32),
    central: fround(fround(above - at(x32 - h32)) / fround(2 * h32)),
  };
}
