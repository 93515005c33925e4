// How nets are trained and read: a thread that trains loads half of this package.
export * from "./batches.ts";
export * from "./evaluate.ts";
export { hashOfBits, type Fingerprint } from "./fingerprint.ts";
export * from "./images.ts";
export * from "./layer-health.ts";
export * from "./layer-params.ts";
export * from "./mlp.ts";
export * from "./named-params.ts";
export * from "./network.ts";
export * from "./non-finite.ts";
export * from "./numeric-comparison.ts";
export * from "./numerical-gradient.ts";
export * from "./params/safetensors.ts";
export * from "./pixel-scale.ts";
export * from "./train-contract.ts";
export * from "./train.ts";
