import { readFileSync } from "node:fs";
import { wasmKernels, LinearMemory, plainKernels, type Precision } from "../src/index.ts";

const wasmFile = new URL("../wasm/kernels.wasm", import.meta.url);
const module = new WebAssembly.Module(readFileSync(wasmFile));

/** Kernels of both kinds, the plain ones first. */
export function bothKernels(precision: Precision) {
  return [plainKernels(precision), wasmKernels(module, new LinearMemory(), precision)] as const;
}
