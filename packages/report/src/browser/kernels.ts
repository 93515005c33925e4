import {
  LinearMemory,
  plainKernels,
  wasmKernels,
  type Kernels,
  type Precision,
} from "@gradlab/core";

/** 32 MB: a phone has no room for the 4 GB that training may grow to. */
const mostPages = 512;

/**
 * The compiled kernels of core on a memory of their own, or the plain ones where there is no SIMD or no
 * shared memory to be had: the same bits.
 */
export function openKernels(
  wasm: Uint8Array,
  precision: Precision,
): { readonly computedBy: "wasm" | "plain"; readonly kernels: Kernels } {
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true });
    const module = new WebAssembly.Module(wasm);
    const kernels = wasmKernels(module, new LinearMemory(memory), precision);
    return { computedBy: "wasm", kernels };
  } catch {
    return { computedBy: "plain", kernels: plainKernels(precision) };
  }
}
