import { z } from "../zod.ts";
import type { TaskDefinition } from "./contract.ts";

/** Softmax of given scores, with the maximum subtracted or without. */
export const softmax = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("softmax"),
      scores: z.array(z.number()).min(1).max(1000),
      shift: z.boolean().describe("whether the largest score is subtracted first"),
    }),
  metrics: {
    "softmax.sum": { says: "sum of the outputs", unit: "1", better: "higher" },
    "softmax.nonFinite": { says: "outputs that are no numbers", unit: "1", better: "lower" },
    "softmax.orderKept": {
      says: "1 when the outputs rank as the scores do, else 0",
      unit: "1",
      better: "higher",
    },
    "softmax.largest": { says: "the largest output", unit: "1", better: "higher" },
  },
} as const satisfies TaskDefinition;
