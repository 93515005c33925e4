export * from "./initializers.ts";
export * from "./kernels/index.ts";
export * from "./math/exp.ts";
export * from "./math/log.ts";
export * from "./math/tanh.ts";
export * from "./optimizers.ts";
export * from "./rng.ts";
export * from "./tensor.ts";
