import { exp } from "../math/exp.ts";
import { tanh } from "../math/tanh.ts";
import type { ActivationName, Kernels } from "./contract.ts";

/** f, and f′ told from a = f(z). */
interface Activation {
  value(z: number): number;
  gradient(a: number): number;
}

/** The one table of what a hidden layer may apply; a loop below runs each over an array. */
export const activationFormulas = {
  identity: { value: (z) => z, gradient: () => 1 },
  // z <= 0 rather than z > 0 ? z : 0, so that NaN stays NaN and is noticed.
  relu: { value: (z) => (z <= 0 ? 0 : z), gradient: (a) => (a > 0 ? 1 : 0) },
  sigmoid: { value: (z) => 1 / (1 + exp(-z)), gradient: (a) => a * (1 - a) },
  tanh: { value: tanh, gradient: (a) => 1 - a * a },
} satisfies Record<ActivationName, Activation>;

export const plainActivation = {
  activate(name, z, a, count) {
    const { value } = activationFormulas[name];
    for (let i = 0; i < count; i++) a[i] = value(z[i]!);
  },

  activationGradient(name, a, da, count) {
    const { gradient } = activationFormulas[name];
    for (let i = 0; i < count; i++) da[i]! *= gradient(a[i]!);
  },
} satisfies Partial<Kernels>;
