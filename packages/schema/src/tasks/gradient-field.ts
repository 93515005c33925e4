import { z } from "../zod.ts";
import { pointOfPlane, surfaceName } from "./descent.ts";
import type { TaskDefinition } from "./contract.ts";

/** The numerical gradient of a function of two numbers on a grid, and all directions at one point. */
export const gradientField = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("gradient-field"),
      surface: surfaceName,
      from: z.number(),
      to: z.number(),
      count: z.int().min(2).max(60).describe("arrows along each axis"),
      at: pointOfPlane.describe("where directions of equal length are compared"),
      length: z.number().positive().default(0.1).describe("of the steps compared"),
    }),
  metrics: {
    "field.maxError": {
      says: "largest difference of the numerical from the analytic gradient on the grid",
      unit: "1",
      better: "lower",
    },
    "field.slope0": { says: "∂f/∂x0 at the point", unit: "1", better: "lower" },
    "field.slope1": { says: "∂f/∂x1 at the point", unit: "1", better: "lower" },
    "direction.angle": {
      says: "degrees between the direction that lowers the function most and the negative gradient",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
