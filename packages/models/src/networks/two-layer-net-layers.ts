import {
  accuracy,
  Affine,
  numericalGradient,
  Relu,
  SoftmaxWithLoss,
  type Layer,
  type LossLayer,
  type Targets,
  type Tensor,
} from "@gradlab/core";
import { affineParams } from "./affine-params.ts";
import { asRows } from "./matrix.ts";
import type { TwoLayerParams } from "./two-layer-net-formulas.ts";

/**
 * Chapter 5's net, a list of layers: Affine, Relu, Affine, and SoftmaxWithLoss at the end. Forward goes
 * through the list in order, backward in reverse; what a layer computes is the layer's own affair.
 */
export class TwoLayerNetLayers {
  /** The tensors the layers compute with: writing to them changes the net. */
  readonly params: TwoLayerParams;
  readonly layers: readonly Layer[];
  readonly lastLayer: LossLayer = new SoftmaxWithLoss();
  readonly #affine1: Affine;
  readonly #affine2: Affine;

  constructor(params: TwoLayerParams) {
    affineParams(params, 2);
    this.params = params;
    this.#affine1 = new Affine(params.W1, params.b1);
    this.#affine2 = new Affine(params.W2, params.b2);
    this.layers = [this.#affine1, new Relu(), this.#affine2];
  }

  /** Scores before softmax (B,C); x (B,I), or (I) for a batch of one. */
  predict(x: Tensor): Tensor {
    return this.layers.reduce((input, layer) => layer.forward(input), asRows(x) as Tensor);
  }

  /** Mean cross-entropy of the softmax of the scores. */
  loss(x: Tensor, t: Targets): number {
    return this.lastLayer.forward(this.predict(x), t);
  }

  /** Fraction of the rows whose largest score is at the label, 0..1. */
  accuracy(x: Tensor, t: Targets): number {
    return accuracy(this.predict(x), t);
  }

  /** Gradient of the loss by backpropagation, new tensors. */
  gradient(x: Tensor, t: Targets): TwoLayerParams {
    this.loss(x, t);
    this.layers.reduceRight((dout, layer) => layer.backward(dout), this.lastLayer.backward());
    return {
      W1: copy(this.#affine1.dWeight),
      b1: copy(this.#affine1.dBias),
      W2: copy(this.#affine2.dWeight),
      b2: copy(this.#affine2.dBias),
    };
  }

  /** (L(p + h) − L(p − h)) / 2h for each number p of the params. */
  numericalGradient(x: Tensor, t: Targets, h?: number): TwoLayerParams {
    const of = (param: Tensor) => numericalGradient(() => this.loss(x, t), param, h);
    const { W1, b1, W2, b2 } = this.params;
    return { W1: of(W1), b1: of(b1), W2: of(W2), b2: of(b2) };
  }
}

/** The layer overwrites its gradients at the next backward. */
function copy({ shape, data }: Tensor): Tensor {
  return { shape, data: data.slice() };
}
