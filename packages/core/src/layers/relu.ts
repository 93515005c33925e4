import { relu } from "../activations.ts";
import { expectShape, type Tensor } from "../tensor.ts";
import { kept, type Layer } from "./contract.ts";

/**
 * y = max(0, x); dx = dy where x > 0, else 0 (also at x = 0)
 * x of any shape, y and dx as x. The output is kept: it must not change before backward.
 */
export class Relu implements Layer {
  #y: Tensor | undefined;

  forward(x: Tensor): Tensor {
    this.#y = relu(x);
    return this.#y;
  }

  backward(dout: Tensor): Tensor {
    const y = kept(this.#y);
    expectShape("dout", dout.shape, y.shape);
    return { shape: y.shape, data: y.data.map((a, i) => (a > 0 ? dout.data[i]! : 0)) };
  }
}
