import { meanSquaredError } from "../losses.ts";
import { targetRows, type Targets } from "../targets.ts";
import type { Tensor } from "../tensor.ts";
import { kept, type LossLayer } from "./contract.ts";

/**
 * L = ½ Σ (x − t)² over the whole batch, the book's mean squared error; dx = x − t
 * x (C) or (B,C), dx as x; labels in place of t mean one-hot rows. x is kept: it must not change
 * before backward.
 */
export class MeanSquaredErrorLoss implements LossLayer {
  #x: Tensor | undefined;
  #t: Float64Array | undefined;

  forward(x: Tensor, t: Targets): number {
    this.#t = targetRows(x, t);
    this.#x = x;
    return meanSquaredError(x, { shape: x.shape, data: this.#t });
  }

  backward(): Tensor {
    const { shape, data } = kept(this.#x);
    const t = kept(this.#t);
    return { shape, data: data.map((a, i) => a - t[i]!) };
  }
}
