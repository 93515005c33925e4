import { z } from "../zod.ts";
import { count, datasetConfig, modelConfig, positive } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** Holds backprop against central differences, param by param, on one batch. */
export const gradientCheck = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("gradient-check"),
      dataset: datasetConfig,
      model: modelConfig,
      batchSize: count.max(10_000),
      h: positive.max(1).default(1e-4).describe("step of the central difference"),
    }),
  metrics: {
    "gradient.maxDifference": {
      says: "largest absolute difference of any entry",
      unit: "1",
      better: "lower",
    },
    "gradient.maxDifferenceAwayFromKinks": {
      says: "largest absolute difference among entries that move no ReLU across its kink",
      unit: "1",
      better: "lower",
    },
    "gradient.relativeDifference": {
      says: "largest of the tensors' ‖numeric − backprop‖ / (‖numeric‖ + ‖backprop‖)",
      unit: "1",
      better: "lower",
    },
    "gradient.kinkShare": {
      says: "share of the entries that move a ReLU across its kink within ±h",
      unit: "fraction",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
