import { arithmetics } from "./arithmetic.ts";
import type { Kernels, Precision } from "./contract.ts";
import { heapMemory, type Memory } from "./memory.ts";
import { plainActivation } from "./plain-activation.ts";
import { plainAffine } from "./plain-affine.ts";
import { plainCorrect } from "./plain-correct.ts";
import { plainDifferences } from "./plain-differences.ts";
import { plainOptimizers } from "./plain-optimizers.ts";
import { plainQuadratic } from "./plain-quadratic.ts";
import { plainRows } from "./plain-rows.ts";
import { plainSoftmax } from "./plain-softmax.ts";

/** Plain TypeScript: the definition that faster kernels must equal. */
export function plainKernels(
  precision: Precision,
  memory: Memory = heapMemory(precision),
): Kernels {
  const arithmetic = arithmetics[precision];
  return {
    precision,
    memory,
    ...plainRows,
    ...plainAffine(arithmetic),
    ...plainActivation(arithmetic),
    ...plainSoftmax(arithmetic),
    ...plainCorrect,
    ...plainDifferences(precision, arithmetic),
    ...plainQuadratic(arithmetic),
    ...plainOptimizers(arithmetic),
  };
}

/** What float64 tensors outside of training are computed with. */
export const float64Kernels = plainKernels("float64");
