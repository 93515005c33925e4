// What a net is trained with: a thread that trains loads a third of this package.
export * from "./initializers.ts";
export * from "./kernels/index.ts";
export { log } from "./math/log.ts";
export * from "./optimizers/index.ts";
export { createRng, type Rng } from "./rng.ts";
export { tensor, toNested, zeros, type Nested, type Tensor } from "./tensor.ts";
