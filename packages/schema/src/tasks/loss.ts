import { z } from "../zod.ts";
import type { TaskDefinition } from "./contract.ts";

/** A loss of one prediction. */
export const loss = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("loss"),
      loss: z.enum(["mean-squared-error", "cross-entropy"]),
      probabilities: z.array(z.number().min(0).max(1)).min(2).max(1000),
      label: z.int().min(0),
    }),
  metrics: {
    "loss.value": { says: "the loss", unit: "1", better: "lower" },
    "loss.oneHotDifference": {
      says: "difference between a class number and a one-hot row as target",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
