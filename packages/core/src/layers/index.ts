import { Affine } from "./affine.ts";
import { Relu } from "./relu.ts";
import { Sigmoid } from "./sigmoid.ts";
import { SoftmaxWithLoss } from "./softmax-with-loss.ts";
import { Tanh } from "./tanh.ts";

export type { Layer, LossLayer } from "./contract.ts";
export { Affine, Relu, Sigmoid, SoftmaxWithLoss, Tanh };

/** Every layer there is: a test runs over this table, so a new layer stands here and is checked. */
export const layers = {
  affine: Affine,
  relu: Relu,
  sigmoid: Sigmoid,
  tanh: Tanh,
  softmaxWithLoss: SoftmaxWithLoss,
} as const;
