import { quadraticCost } from "../losses.ts";
import { rowsOf, targetRows, type Targets } from "../targets.ts";
import type { Tensor } from "../tensor.ts";
import { kept, type LossLayer } from "./contract.ts";

/**
 * L = 1/(2B) Σ_b ‖x_b − t_b‖², Nielsen's cost; dx = (x − t)/B
 * x (C), which is a batch of one, or (B,C), dx as x; labels in place of t mean one-hot rows. x is kept:
 * it must not change before backward.
 */
export class QuadraticCostLoss implements LossLayer {
  #x: Tensor | undefined;
  #t: Float64Array | undefined;

  forward(x: Tensor, t: Targets): number {
    this.#t = targetRows(x, t);
    this.#x = x;
    return quadraticCost(x, { shape: x.shape, data: this.#t });
  }

  backward(): Tensor {
    const x = kept(this.#x);
    const t = kept(this.#t);
    const { B } = rowsOf(x);
    return { shape: x.shape, data: x.data.map((a, i) => (a - t[i]!) / B) };
  }
}
