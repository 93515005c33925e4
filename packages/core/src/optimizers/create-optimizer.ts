import { float64Kernels, type Kernels } from "../kernels/index.ts";
import { adagrad, type AdagradConfig } from "./adagrad.ts";
import { adam, type AdamConfig } from "./adam.ts";
import type { Optimizer } from "./contract.ts";
import { momentum, type MomentumConfig } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import { rmsprop, type RmspropConfig } from "./rmsprop.ts";
import { sgd, type SgdConfig } from "./sgd.ts";

export type OptimizerConfig =
  | ({ readonly type: "sgd" } & SgdConfig)
  | ({ readonly type: "momentum" } & MomentumConfig)
  | ({ readonly type: "nesterov" } & MomentumConfig)
  | ({ readonly type: "adagrad" } & AdagradConfig)
  | ({ readonly type: "rmsprop" } & RmspropConfig)
  | ({ readonly type: "adam" } & AdamConfig);

export type OptimizerName = OptimizerConfig["type"];

const optimizers = { sgd, momentum, nesterov, adagrad, rmsprop, adam } satisfies {
  [Name in OptimizerName]: (
    config: Extract<OptimizerConfig, { type: Name }>,
    kernels: Kernels,
  ) => Optimizer;
};

export const optimizerNames = Object.keys(optimizers) as readonly OptimizerName[];

/** A new optimizer that remembers nothing yet; it moves params of the kernels' precision and memory. Throws on an unknown type. */
export function createOptimizer(
  config: OptimizerConfig,
  kernels: Kernels = float64Kernels,
): Optimizer {
  if (!Object.hasOwn(optimizers, config.type)) {
    const known = optimizerNames.join(", ");
    throw new RangeError(`unknown optimizer: ${config.type}; expected one of ${known}`);
  }
  return optimizers[config.type](config as never, kernels);
}
