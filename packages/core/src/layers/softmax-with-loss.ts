import { softmax } from "../activations.ts";
import { crossEntropyError } from "../losses.ts";
import { rowsOf, targetRows, type Targets } from "../targets.ts";
import type { Tensor } from "../tensor.ts";
import { kept, type LossLayer } from "./contract.ts";

/**
 * y = softmax(x), L = −1/B Σ t·ln(y + 1e-7); dx = (y − t)/B
 * x (B,C), or (C) for a batch of one: there B is 1, where the book divides by the number of classes.
 * dx leaves the 1e-7 out, as the book does (up to about 1e-6 off where a probability is small), and
 * holds for targets whose rows sum to 1.
 */
export class SoftmaxWithLoss implements LossLayer {
  #y: Tensor | undefined;
  #t: Float64Array | undefined;

  /** Softmax of the last scores. */
  get probabilities(): Tensor {
    return kept(this.#y);
  }

  forward(x: Tensor, t: Targets): number {
    this.#t = targetRows(x, t);
    this.#y = softmax(x);
    return crossEntropyError(this.#y, t);
  }

  backward(): Tensor {
    const y = kept(this.#y);
    const t = kept(this.#t);
    const { B } = rowsOf(y);
    return { shape: y.shape, data: y.data.map((p, i) => (p - t[i]!) / B) };
  }
}
