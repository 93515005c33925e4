import { z } from "../zod.ts";
import { activationName } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** An activation function and its derivative. */
export const curve = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("curve"),
      activation: z.enum([...activationName.options, "step"]),
      from: z.number().default(-10),
      to: z.number().default(10),
      count: z.int().min(3).max(10_000).default(401),
    }),
  metrics: {
    "curve.min": { says: "least value in the range", unit: "1", better: "lower" },
    "curve.max": { says: "largest value in the range", unit: "1", better: "higher" },
    "curve.maxSlope": { says: "largest derivative in the range", unit: "1", better: "higher" },
    "curve.endSlope": { says: "derivative at the right end", unit: "1", better: "higher" },
    "curve.slopeError": {
      says: "largest difference of the derivative from the central difference, kinks apart",
      unit: "1",
      better: "lower",
    },
    "curve.largestJump": {
      says: "largest rise between neighbouring points",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
