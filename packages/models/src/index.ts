export * from "./activation-spread.ts";
export * from "./gradient-check.ts";
export * from "./networks/index.ts";
export * from "./objective.ts";
export { readNpy, writeNpy } from "./params/npy.ts";
export { readNpz, writeNpz } from "./params/npz.ts";
export * from "./plain-training.ts";
export * from "./read-split.ts";
export * from "./training.ts";
