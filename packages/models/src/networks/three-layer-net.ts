import { activationFormulas, softmax, type ActivationName, type Tensor } from "@gradlab/core";
import type { Params } from "../network.ts";
import { affineParams, type AffineParams } from "./affine-params.ts";
import { affine } from "./matrix.ts";

export interface ThreeLayerOptions {
  /** f of the two hidden layers. */
  readonly activation?: ActivationName;
  /** Of the output: scores as they are, or as probabilities. */
  readonly output?: "identity" | "softmax";
}

/** What a forward pass computes, in its order; names as in the book. */
export interface ThreeLayerPass {
  readonly A1: Tensor;
  readonly Z1: Tensor;
  readonly A2: Tensor;
  readonly Z2: Tensor;
  readonly A3: Tensor;
  readonly Y: Tensor;
}

/**
 * The forward pass of chapter 3 with explicit params W1 (I,H1), b1 (H1), W2, b2, W3, b3, any widths:
 * A1 = x·W1 + b1, Z1 = f(A1), A2 = Z1·W2 + b2, Z2 = f(A2), A3 = Z2·W3 + b3, Y = A3 or softmax(A3).
 */
export class ThreeLayerNet {
  readonly params: Params;
  readonly activation: ActivationName;
  readonly output: "identity" | "softmax";
  readonly #layers: readonly AffineParams[];

  constructor(
    params: Params,
    { activation = "sigmoid", output = "identity" }: ThreeLayerOptions = {},
  ) {
    this.params = params;
    this.activation = activation;
    this.output = output;
    this.#layers = affineParams(params, 3);
  }

  /** Y of x (I) or (B,I): (O) or (B,O). */
  predict(x: Tensor): Tensor {
    return this.forward(x).Y;
  }

  /** Every step of the way; x (I) or (B,I), the steps (·) or (B,·). */
  forward(x: Tensor): ThreeLayerPass {
    const [first, second, third] = this.#layers as [AffineParams, AffineParams, AffineParams];
    const A1 = affine(x, first.weight, first.bias);
    const Z1 = this.#activate(A1);
    const A2 = affine(Z1, second.weight, second.bias);
    const Z2 = this.#activate(A2);
    const A3 = affine(Z2, third.weight, third.bias);
    return { A1, Z1, A2, Z2, A3, Y: this.output === "softmax" ? softmax(A3) : A3 };
  }

  #activate({ shape, data }: Tensor): Tensor {
    return { shape, data: data.map(activationFormulas[this.activation].value) };
  }
}
