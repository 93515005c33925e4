import { z } from "../zod.ts";
import type { TaskDefinition } from "./contract.ts";

/** A derivative by differences, for many steps h. */
export const derivative = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("derivative"),
      curve: z
        .enum(["quadratic", "cube", "sine", "exponential"])
        .describe("quadratic: 0.01x² + 0.1x"),
      at: z.number().describe("where"),
      method: z.enum(["forward", "central"]),
      precision: z.enum(["float64", "float32"]).default("float64"),
    }),
  metrics: {
    "derivative.slope": {
      says: "the difference quotient with h = 1e-4",
      unit: "1",
      better: "lower",
    },
    "derivative.error": {
      says: "error of the difference quotient with h = 1e-4",
      unit: "1",
      better: "lower",
    },
    "derivative.bestStep": {
      says: "the step h of least error, geometric mean over a window of half a decade",
      unit: "1",
      better: "lower",
    },
    "derivative.smallestError": {
      says: "the least error of any step, as root mean square over a window of half a decade",
      unit: "1",
      better: "lower",
    },
    "derivative.order": {
      says: "power of h that the error grows with where h is large: 1 forward, 2 central",
      unit: "1",
      better: "higher",
    },
  },
} as const satisfies TaskDefinition;
