import { float64Kernels } from "../kernels/index.ts";
import { expectShape, shapeText, zeros, type Tensor } from "../tensor.ts";
import { kept, type Layer } from "./contract.ts";

/**
 * y = x·weight + bias; dx = dy·weightᵀ, dWeight = xᵀ·dy, dBias = Σ_b dy
 * x (B,…) of any rank, flattened to (B,I); weight (I,O), bias (O), y (B,O); dx as x.
 */
export class Affine implements Layer {
  readonly weight: Tensor;
  readonly bias: Tensor;
  /** Overwritten by each backward. */
  readonly dWeight: Tensor;
  readonly dBias: Tensor;
  #x: Tensor | undefined;

  /** Keeps the two tensors themselves; throws where they do not fit each other. */
  constructor(weight: Tensor, bias: Tensor) {
    if (weight.shape.length !== 2) {
      throw new RangeError(
        `shape of weight does not fit: ${shapeText(weight.shape)}; expected (I,O)`,
      );
    }
    expectShape("bias", bias.shape, weight.shape.slice(1));
    this.weight = weight;
    this.bias = bias;
    this.dWeight = zeros(weight.shape);
    this.dBias = zeros(bias.shape);
  }

  forward(x: Tensor): Tensor {
    const [I, O] = this.weight.shape as [number, number];
    const B = x.shape[0] ?? 0;
    if (x.shape.length < 2 || x.data.length !== B * I) {
      throw new RangeError(`shape of x does not fit: ${shapeText(x.shape)}; expected (B,${I})`);
    }
    this.#x = x;
    const y = zeros([B, O]);
    float64Kernels.affine(x.data, this.weight.data, this.bias.data, y.data, B, I, O);
    return y;
  }

  backward(dout: Tensor): Tensor {
    const x = kept(this.#x);
    const [I, O] = this.weight.shape as [number, number];
    const B = x.shape[0]!;
    expectShape("dout", dout.shape, [B, O]);
    float64Kernels.weightGradient(x.data, dout.data, this.dWeight.data, B, I, O);
    float64Kernels.biasGradient(dout.data, this.dBias.data, B, O);
    const dx = zeros(x.shape);
    float64Kernels.inputGradient(dout.data, this.weight.data, dx.data, B, I, O);
    return dx;
  }
}
