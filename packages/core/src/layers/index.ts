import { Add } from "./add.ts";
import { Affine } from "./affine.ts";
import { MeanSquaredErrorLoss } from "./mean-squared-error-loss.ts";
import { Mul } from "./mul.ts";
import { QuadraticCostLoss } from "./quadratic-cost-loss.ts";
import { Relu } from "./relu.ts";
import { Sigmoid } from "./sigmoid.ts";
import { SoftmaxWithLoss } from "./softmax-with-loss.ts";
import { Tanh } from "./tanh.ts";

export type { Layer, LossLayer, TwoInputLayer } from "./contract.ts";
export {
  Add,
  Affine,
  MeanSquaredErrorLoss,
  Mul,
  QuadraticCostLoss,
  Relu,
  Sigmoid,
  SoftmaxWithLoss,
  Tanh,
};

/** Every layer there is: a test runs over this table, so a new layer stands here and is checked. */
export const layers = {
  add: Add,
  mul: Mul,
  affine: Affine,
  relu: Relu,
  sigmoid: Sigmoid,
  tanh: Tanh,
  softmaxWithLoss: SoftmaxWithLoss,
  meanSquaredErrorLoss: MeanSquaredErrorLoss,
  quadraticCostLoss: QuadraticCostLoss,
} as const;
