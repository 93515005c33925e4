import { expectShape, type Tensor } from "../tensor.ts";
import { kept, type TwoInputLayer } from "./contract.ts";

/**
 * z = x + y; dx = dout, dy = dout
 * x, y, z, dx and dy of one shape.
 */
export class Add implements TwoInputLayer {
  #shape: readonly number[] | undefined;

  forward(x: Tensor, y: Tensor): Tensor {
    expectShape("y", y.shape, x.shape);
    this.#shape = x.shape;
    return { shape: x.shape, data: x.data.map((a, i) => a + y.data[i]!) };
  }

  backward(dout: Tensor): [dx: Tensor, dy: Tensor] {
    const shape = kept(this.#shape);
    expectShape("dout", dout.shape, shape);
    return [
      { shape, data: dout.data.slice() },
      { shape, data: dout.data.slice() },
    ];
  }
}
