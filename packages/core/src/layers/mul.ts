import { expectShape, type Tensor } from "../tensor.ts";
import { kept, type TwoInputLayer } from "./contract.ts";

/**
 * z = x·y, each number with its counterpart; dx = dout·y, dy = dout·x: the inputs change places
 * x, y, z, dx and dy of one shape. The inputs are kept: they must not change before backward.
 */
export class Mul implements TwoInputLayer {
  #inputs: readonly [x: Tensor, y: Tensor] | undefined;

  forward(x: Tensor, y: Tensor): Tensor {
    expectShape("y", y.shape, x.shape);
    this.#inputs = [x, y];
    return product(x, y);
  }

  backward(dout: Tensor): [dx: Tensor, dy: Tensor] {
    const [x, y] = kept(this.#inputs);
    expectShape("dout", dout.shape, x.shape);
    return [product(dout, y), product(dout, x)];
  }
}

function product({ shape, data }: Tensor, y: Tensor): Tensor {
  return { shape, data: data.map((a, i) => a * y.data[i]!) };
}
