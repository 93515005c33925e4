import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { wasmKernels, LinearMemory, plainKernels, type Precision } from "../src/index.ts";

const bytes = readFileSync(new URL("../wasm/kernels.wasm", import.meta.url));

// A kernel that was called is compiled at once as those of long trials are, the second call runs that.
for (const flag of ["--wasm-tiering-budget=1", "--wasm-sync-tier-up"]) setFlagsFromString(flag);
export const wasmModule = new WebAssembly.Module(bytes);
await import("../wide-vectors.mjs");
/** The same code with an empty section more: V8 would not compile the same bytes again. */
const wide = new WebAssembly.Module(Buffer.concat([bytes, Uint8Array.of(0, 1, 0)]));

/** Kernels of every kind, the plain ones first: WASM with vectors of 128 bits, and of 256. */
export function allKernels(precision: Precision) {
  const compiled = [wasmModule, wide].map((it) => {
    const memory = new LinearMemory();
    if (it === wide) memory.useWideVectors();
    return wasmKernels(it, memory, precision);
  });
  return [plainKernels(precision), ...compiled] as const;
}
