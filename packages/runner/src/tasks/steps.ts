import type { TrialConfig } from "@gradlab/schema";

/** A step by central differences costs about this many steps by backpropagation. */
const numericCost = 200;

/** How many steps a trial reports as it goes on; 1 where it is too short to report any. */
export function stepsOf(config: TrialConfig): number {
  return config.task === "train" ? config.train.steps : 1;
}

/** How much work a trial is, in steps by backpropagation. */
export function workOf(config: TrialConfig): number {
  if (config.task !== "train") return 1;
  const { steps, gradient } = config.train;
  return steps * (gradient === "numeric" ? numericCost : 1);
}
