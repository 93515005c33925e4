import type { Arithmetic } from "./arithmetic.ts";
import type { Kernels } from "./contract.ts";

/** Guards the division by a root that may be 0; the book adds it outside the root. */
const epsilon = 1e-7;

/** Settings are rounded once, as all that is computed with them is. */
export function plainOptimizers({ round }: Arithmetic) {
  const tiny = round(epsilon);
  /** rate·direction/(√square + 1e-7) */
  const scaled = (rate: number, direction: number, square: number) =>
    round(round(rate * direction) / round(round(Math.sqrt(square)) + tiny));

  return {
    sgd(w, dw, learningRate) {
      const rate = round(learningRate);
      for (let i = 0; i < w.length; i++) w[i] = w[i]! - round(rate * dw[i]!);
    },

    momentum(w, dw, v, learningRate, momentum) {
      const rate = round(learningRate);
      const m = round(momentum);
      for (let i = 0; i < w.length; i++) {
        v[i] = round(m * v[i]!) - round(rate * dw[i]!);
        w[i] = w[i]! + v[i]!;
      }
    },

    nesterov(w, dw, v, learningRate, momentum) {
      const rate = round(learningRate);
      const m = round(momentum);
      const ofV = round(m * m);
      const ofDw = round(round(1 + m) * rate);
      for (let i = 0; i < w.length; i++) {
        w[i] = w[i]! + round(ofV * v[i]!);
        w[i] = w[i]! - round(ofDw * dw[i]!);
        v[i] = round(m * v[i]!) - round(rate * dw[i]!);
      }
    },

    adagrad(w, dw, h, learningRate) {
      const rate = round(learningRate);
      for (let i = 0; i < w.length; i++) {
        h[i] = h[i]! + round(dw[i]! * dw[i]!);
        w[i] = w[i]! - scaled(rate, dw[i]!, h[i]!);
      }
    },

    rmsprop(w, dw, h, learningRate, decay) {
      const rate = round(learningRate);
      const kept = round(decay);
      const added = round(1 - decay);
      for (let i = 0; i < w.length; i++) {
        h[i] = round(kept * h[i]!) + round(round(added * dw[i]!) * dw[i]!);
        w[i] = w[i]! - scaled(rate, dw[i]!, h[i]!);
      }
    },

    adam(w, dw, m, v, rate, beta1, beta2) {
      const step = round(rate);
      const added1 = round(1 - beta1);
      const added2 = round(1 - beta2);
      for (let i = 0; i < w.length; i++) {
        m[i] = m[i]! + round(added1 * round(dw[i]! - m[i]!));
        v[i] = v[i]! + round(added2 * round(round(dw[i]! * dw[i]!) - v[i]!));
        w[i] = w[i]! - scaled(step, m[i]!, v[i]!);
      }
    },

    decay(w, dw, lambda) {
      const factor = round(lambda);
      for (let i = 0; i < w.length; i++) dw[i] = dw[i]! + round(factor * w[i]!);
    },
  } satisfies Partial<Kernels>;
}
