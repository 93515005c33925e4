export { affineParams, type AffineParams } from "./affine-params.ts";
export * from "./column-net.ts";
export { ForwardNet, mlpFromParams } from "./from-params.ts";
export * from "./simple-net.ts";
export * from "./three-layer-net.ts";
export * from "./two-layer-net-formulas.ts";
export * from "./two-layer-net-layers.ts";
