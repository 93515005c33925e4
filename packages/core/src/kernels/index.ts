import type { Kernels } from "./contract.ts";
import { plainActivation } from "./plain-activation.ts";
import { plainAffine } from "./plain-affine.ts";
import { plainQuadratic } from "./plain-quadratic.ts";
import { plainSoftmax } from "./plain-softmax.ts";

export * from "./contract.ts";
export * from "./sparse-rows.ts";
export { activationFormulas } from "./plain-activation.ts";

/** Plain TypeScript: the definition that faster kernels must equal. */
export const plainKernels: Kernels = {
  ...plainAffine,
  ...plainActivation,
  ...plainSoftmax,
  ...plainQuadratic,
};
