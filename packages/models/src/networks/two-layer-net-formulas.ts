import {
  accuracy,
  numericalGradient,
  sigmoid,
  sigmoidGradient,
  SoftmaxWithLoss,
  type Targets,
  type Tensor,
} from "@gradlab/core";
import { affineParams } from "./affine-params.ts";
import { affine, asRows, sumOfRows, transpose } from "./matrix.ts";

/** W1 (I,H), b1 (H), W2 (H,C), b2 (C). */
export type TwoLayerParams = Record<"W1" | "b1" | "W2" | "b2", Tensor>;

/**
 * Chapter 4's net, sigmoid inside, written as its formulas stand on paper:
 * a1 = x·W1 + b1, z1 = sigmoid(a1), scores = z1·W2 + b2, L = cross-entropy of softmax(scores).
 */
export class TwoLayerNetFormulas {
  /** The tensors the net computes with: writing to them changes the net. */
  readonly params: TwoLayerParams;

  constructor(params: TwoLayerParams) {
    affineParams(params, 2);
    this.params = params;
  }

  /** Scores before softmax (C) or (B,C); x (I) or (B,I). */
  predict(x: Tensor): Tensor {
    const { W1, b1, W2, b2 } = this.params;
    return affine(sigmoid(affine(x, W1, b1)), W2, b2);
  }

  /** Mean cross-entropy of the softmax of the scores. */
  loss(x: Tensor, t: Targets): number {
    return new SoftmaxWithLoss().forward(this.predict(x), t);
  }

  /** Fraction of the rows whose largest score is at the label, 0..1. */
  accuracy(x: Tensor, t: Targets): number {
    return accuracy(this.predict(x), t);
  }

  /**
   * dScores = (softmax(scores) − t)/B, dW2 = z1ᵀ·dScores, db2 = Σ_b dScores,
   * dz1 = dScores·W2ᵀ, da1 = dz1·sigmoid′(a1), dW1 = xᵀ·da1, db1 = Σ_b da1
   */
  gradient(x: Tensor, t: Targets): TwoLayerParams {
    const { W1, b1, W2, b2 } = this.params;
    const rows = asRows(x);
    const a1 = affine(rows, W1, b1);
    const z1 = sigmoid(a1);
    const output = new SoftmaxWithLoss();
    output.forward(affine(z1, W2, b2), t);

    const dScores = output.backward();
    const dz1 = affine(dScores, transpose(W2));
    const da1 = product(dz1, sigmoidGradient(a1));
    return {
      W1: affine(transpose(rows), da1),
      b1: sumOfRows(da1),
      W2: affine(transpose(z1), dScores),
      b2: sumOfRows(dScores),
    };
  }

  /** (L(p + h) − L(p − h)) / 2h for each number p of the params. */
  numericalGradient(x: Tensor, t: Targets, h?: number): TwoLayerParams {
    const of = (param: Tensor) => numericalGradient(() => this.loss(x, t), param, h);
    const { W1, b1, W2, b2 } = this.params;
    return { W1: of(W1), b1: of(b1), W2: of(W2), b2: of(b2) };
  }
}

function product({ shape, data }: Tensor, other: Tensor): Tensor {
  return { shape, data: data.map((value, i) => value * other.data[i]!) };
}
