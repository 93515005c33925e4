import { plainKernels, type Kernels, type Precision } from "@gradlab/core";

/** What a trial asks for the kernels of its precision. */
export type KernelsOf = (precision: Precision) => Kernels;

/** Plain TypeScript, in the engine's own memory. */
export const referenceKernels: KernelsOf = (precision) => plainKernels(precision);
