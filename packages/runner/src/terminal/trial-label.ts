import type { SweepPoint } from "@gradlab/schema";
import { pointLabel } from "./format.ts";

/** "activation relu, seed 3" */
export const trialLabel = (trial: { readonly sweepPoint: SweepPoint; readonly seed: number }) =>
  [pointLabel(trial.sweepPoint), `seed ${trial.seed}`].filter((part) => part !== "").join(", ");
