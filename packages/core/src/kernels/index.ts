export * from "./contract.ts";
export { LinearMemory } from "./linear-memory.ts";
export { heapMemory, type Memory } from "./memory.ts";
export { activationFormulas } from "./plain-activation.ts";
export { expectFloat64 } from "./plain-differences.ts";
export { float64Kernels, plainKernels } from "./plain-kernels.ts";
export { rowReader } from "./row-reader.ts";
export * from "./sparse-rows.ts";
export { wasmKernels } from "./wasm-kernels.ts";
