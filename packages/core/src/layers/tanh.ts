import { tanh } from "../activations.ts";
import { expectShape, type Tensor } from "../tensor.ts";
import { kept, type Layer } from "./contract.ts";

/**
 * y = tanh x; dx = dy·(1 − y²)
 * x of any shape, y and dx as x. The output is kept: it must not change before backward.
 */
export class Tanh implements Layer {
  #y: Tensor | undefined;

  forward(x: Tensor): Tensor {
    this.#y = tanh(x);
    return this.#y;
  }

  backward(dout: Tensor): Tensor {
    const y = kept(this.#y);
    expectShape("dout", dout.shape, y.shape);
    return { shape: y.shape, data: y.data.map((a, i) => dout.data[i]! * (1 - a * a)) };
  }
}
