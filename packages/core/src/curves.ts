import { exp } from "./math/exp.ts";
import { cos, sin } from "./math/sin-cos.ts";

/** A function of one number with its derivative. */
export interface Curve {
  value(this: void, x: number): number;
  derivative(this: void, x: number): number;
}

export type CurveName = "quadratic" | "cube" | "sine" | "exponential";

export const curves = {
  /** 0.01x² + 0.1x, the book's example */
  quadratic: { value: (x) => 0.01 * (x * x) + 0.1 * x, derivative: (x) => 0.02 * x + 0.1 },
  /** x³ */
  cube: { value: (x) => x * x * x, derivative: (x) => 3 * x * x },
  /** sin x */
  sine: { value: sin, derivative: cos },
  /** eˣ */
  exponential: { value: exp, derivative: exp },
} as const satisfies Record<CurveName, Curve>;
