import {
  accuracy,
  float64Kernels,
  SoftmaxWithLoss,
  type ActivationName,
  type Targets,
  type Tensor,
} from "@gradlab/core";
import type { Params } from "../network.ts";
import { affineParams, type AffineParams } from "./affine-params.ts";
import { asRows, shapeText } from "./matrix.ts";

/** Rows that go through the net together; what they leave between the layers fits a cache. */
const batchSize = 128;

/**
 * A net that only looks forward: a ← f(a·W + b) layer by layer, the last layer without f. A row's
 * scores are the same bits whatever rows stand beside it.
 */
export class ForwardNet {
  readonly layers: readonly AffineParams[];
  readonly activation: ActivationName;

  constructor(layers: readonly AffineParams[], activation: ActivationName) {
    this.layers = layers;
    this.activation = activation;
  }

  /** Scores before softmax (C) or (B,C); x (I) or (B,I). */
  predict(x: Tensor): Tensor {
    const [B, I] = asRows(x).shape;
    const first = this.layers[0]!.weight;
    if (I !== first.shape[0]) {
      throw new RangeError(
        `shape does not fit: x is ${shapeText(x)}; expected (B,${first.shape[0]}), as W1 is ${shapeText(first)}`,
      );
    }
    const C = this.layers.at(-1)!.weight.shape[1]!;
    const scores = new Float64Array(B * C);
    for (let b = 0; b < B; b += batchSize) {
      const end = Math.min(b + batchSize, B);
      scores.set(this.#forward(x.data.subarray(b * I, end * I), end - b), b * C);
    }
    return { shape: x.shape.length === 1 ? [C] : [B, C], data: scores };
  }

  /** Mean cross-entropy of the softmax of the scores. */
  loss(x: Tensor, t: Targets): number {
    return new SoftmaxWithLoss().forward(this.predict(x), t);
  }

  /** Fraction of the rows whose largest score is at the label, 0..1. */
  accuracy(x: Tensor, t: Targets): number {
    return accuracy(this.predict(x), t);
  }

  #forward(x: Float64Array, B: number): Float64Array {
    return this.layers.reduce((input, { weight, bias }, l) => {
      const [I, O] = weight.shape as [number, number];
      const z = new Float64Array(B * O);
      float64Kernels.affine(input, weight.data, bias.data, z, B, I, O);
      if (l < this.layers.length - 1) float64Kernels.activate(this.activation, z, z, B * O);
      return z;
    }, x);
  }
}

/**
 * The net that W1 (I,H), b1 (H), W2, b2, … make, of any depth: as a pretrained one that `readNpz` or
 * `readSafetensors` brought. Keeps the tensors themselves. Throws where names or shapes do not fit.
 */
export function mlpFromParams(params: Params, activation: ActivationName): ForwardNet {
  return new ForwardNet(affineParams(params), activation);
}
