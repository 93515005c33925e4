import { z } from "../zod.ts";
import { count, optimizerConfig } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

export const surfaceName = z
  .enum(["bowl", "ravine"])
  .describe("bowl: x0² + x1²; ravine: x0²/20 + x1²");
export const pointOfPlane = z.tuple([z.number(), z.number()]).describe("[x0, x1]");

/** Goes down a function of two numbers. */
export const descent = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("descent"),
      surface: surfaceName,
      start: pointOfPlane,
      optimizer: optimizerConfig,
      steps: count.max(100_000),
      gradient: z.enum(["numeric", "analytic"]).default("numeric"),
    }),
  metrics: {
    "descent.value": { says: "function value after the last step", unit: "1", better: "lower" },
    "descent.distance": {
      says: "distance from the minimum after the last step",
      unit: "1",
      better: "lower",
    },
    "descent.moved": {
      says: "distance from the start after the last step",
      unit: "1",
      better: "higher",
    },
    "descent.turns": {
      says: "steps that cross the x0 axis: how often the path zigzags",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
