import { exp } from "../math/exp.ts";
import { exp32 } from "../math/exp32.ts";
import { tanh } from "../math/tanh.ts";
import type { Precision } from "./contract.ts";

/** What the formulas need of a precision: how it rounds, and its transcendental functions. */
export interface Arithmetic {
  round(x: number): number;
  exp(x: number): number;
  tanh(x: number): number;
}

const { fround } = Math;

export const arithmetics: Record<Precision, Arithmetic> = {
  float32: { round: fround, exp: exp32, tanh: (x) => fround(tanh(x)) },
  float64: { round: (x) => x, exp, tanh },
};
