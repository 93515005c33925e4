export type { Optimizer } from "./contract.ts";
export { adagrad, type AdagradConfig } from "./adagrad.ts";
export { adam, type AdamConfig } from "./adam.ts";
export {
  createOptimizer,
  optimizerNames,
  type OptimizerConfig,
  type OptimizerName,
} from "./create-optimizer.ts";
export { momentum, type MomentumConfig } from "./momentum.ts";
export { nesterov } from "./nesterov.ts";
export { rmsprop, type RmspropConfig } from "./rmsprop.ts";
export { sgd, type SgdConfig } from "./sgd.ts";
