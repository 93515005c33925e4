import { z } from "../zod.ts";
import { count, datasetConfig, modelConfig, positive } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** What the numerical gradient of an objective is worth: that of the loss, or of the accuracy. */
export const objective = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("objective"),
      dataset: datasetConfig,
      model: modelConfig,
      objective: z.enum(["loss", "accuracy"]),
      batchSize: count.max(10_000).default(100),
      steps: z
        .int()
        .min(0)
        .max(100_000)
        .default(100)
        .describe("of plain SGD before, so that it reads"),
      learningRate: positive.default(0.1),
      params: count.max(100_000).default(500).describe("how many, drawn at random, are moved"),
    }),
  metrics: {
    "objective.zeroShare": {
      says: "share of the params whose numerical gradient is exactly 0",
      unit: "fraction",
      better: "lower",
    },
    "objective.values": {
      says: "different values of the objective as one weight moves through 201 places",
      unit: "1",
      better: "higher",
    },
  },
} as const satisfies TaskDefinition;
