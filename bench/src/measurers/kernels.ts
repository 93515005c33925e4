import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  LinearMemory,
  plainKernels,
  wasmKernels,
  type Kernels,
  type Precision,
} from "@gradlab/core";
import { hasWideVectors } from "@gradlab/core/wide-vectors";

export const kernelsNames = ["wasm", "reference"] as const;
export type KernelsName = (typeof kernelsNames)[number];

const wasmFile = fileURLToPath(import.meta.resolve("@gradlab/core/kernels.wasm"));
let compiled: { module: WebAssembly.Module; memory: LinearMemory } | undefined;

/** New kernels; those of the same name that were opened before lose their memory. */
export function openKernels(name: KernelsName, precision: Precision): Kernels {
  if (name === "reference") return plainKernels(precision);
  compiled ??= {
    module: new WebAssembly.Module(readFileSync(wasmFile)),
    memory: new LinearMemory(),
  };
  if (hasWideVectors) compiled.memory.useWideVectors();
  compiled.memory.release();
  return wasmKernels(compiled.module, compiled.memory, precision);
}
