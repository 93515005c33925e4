import { arithmetics, type Arithmetic } from "./arithmetic.ts";
import type { ActivationName, Kernels } from "./contract.ts";

/** f, and f′ told from a = f(z). */
interface Activation {
  value(z: number): number;
  gradient(a: number): number;
}

/** The one table of what a hidden layer may apply; a loop below runs each over an array. */
export const activationTable = ({ round, exp, tanh }: Arithmetic) =>
  ({
    identity: { value: (z) => z, gradient: () => 1 },
    // z <= 0 rather than z > 0 ? z : 0, so that NaN stays NaN and is noticed.
    relu: { value: (z) => (z <= 0 ? 0 : z), gradient: (a) => (a > 0 ? 1 : 0) },
    sigmoid: {
      value: (z) => round(1 / round(1 + exp(-z))),
      gradient: (a) => round(a * round(1 - a)),
    },
    tanh: { value: tanh, gradient: (a) => round(1 - round(a * a)) },
  }) satisfies Record<ActivationName, Activation>;

/** In float64, for formulas on single numbers. */
export const activationFormulas = activationTable(arithmetics.float64);

export function plainActivation(arithmetic: Arithmetic) {
  const table = activationTable(arithmetic);
  return {
    activate(name, z, a, count) {
      const { value } = table[name];
      for (let i = 0; i < count; i++) a[i] = value(z[i]!);
    },

    activationGradient(name, a, da, count) {
      const { gradient } = table[name];
      for (let i = 0; i < count; i++) da[i]! *= gradient(a[i]!);
    },
  } satisfies Partial<Kernels>;
}
