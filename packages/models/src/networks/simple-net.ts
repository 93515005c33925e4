import {
  numericalGradient,
  softmax,
  SoftmaxWithLoss,
  type Targets,
  type Tensor,
} from "@gradlab/core";
import { affine, asRows, shapeText, transpose } from "./matrix.ts";

/**
 * The net of one weight on which the book shows a gradient: scores = x·W, L = cross-entropy of
 * softmax(scores), no bias. W is (2,3) in the book; any (I,C) will do.
 */
export class SimpleNet {
  /** The tensor the net computes with: writing to it changes the net. */
  readonly weight: Tensor;

  constructor(weight: Tensor) {
    if (weight.shape.length !== 2) {
      throw new RangeError(`shape of W does not fit: ${shapeText(weight)}; expected (I,C)`);
    }
    this.weight = weight;
  }

  /** Scores before softmax: x (I) or (B,I), scores (C) or (B,C). */
  predict(x: Tensor): Tensor {
    return affine(x, this.weight);
  }

  /** softmax(x·W), shaped as the scores. */
  probabilities(x: Tensor): Tensor {
    return softmax(this.predict(x));
  }

  /** Mean cross-entropy of the batch. */
  loss(x: Tensor, t: Targets): number {
    return new SoftmaxWithLoss().forward(this.predict(x), t);
  }

  /** dW = xᵀ·(y − t)/B, y = softmax(x·W); (I,C), a new tensor. */
  gradient(x: Tensor, t: Targets): Tensor {
    const loss = new SoftmaxWithLoss();
    loss.forward(this.predict(x), t);
    return affine(transpose(asRows(x)), asRows(loss.backward()));
  }

  /** (L(W + h) − L(W − h)) / 2h for each number of W; (I,C), a new tensor. */
  numericalGradient(x: Tensor, t: Targets, h?: number): Tensor {
    return numericalGradient(() => this.loss(x, t), this.weight, h);
  }
}
