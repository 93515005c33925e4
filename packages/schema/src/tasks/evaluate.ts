import { z } from "../zod.ts";
import { count, datasetConfig, modelConfig } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** A net with given params reads the test split, some samples at a time. */
export const evaluate = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("evaluate"),
      dataset: datasetConfig,
      model: modelConfig,
      params: z
        .union([
          z.strictObject({
            file: z
              .string()
              .regex(/\.(npz|safetensors)$/, { error: "expected a .npz or .safetensors file" })
              .describe("a .npz or .safetensors file with W1, b1, W2, b2, …"),
            sha256: z
              .string()
              .regex(/^[0-9a-f]{64}$/)
              .optional()
              .describe("of the file, checked"),
          }),
          z.strictObject({
            trainSteps: count
              .max(1_000_000)
              .describe(
                "none given: trained so long (batch 100, learning rate 0.1), saved, loaded",
              ),
          }),
        ])
        .describe("where the params come from"),
      batchSize: count.max(10_000),
    }),
  metrics: {
    "test.accuracy": {
      says: "share of the test split read right",
      unit: "fraction",
      better: "higher",
    },
    "test.loss": { says: "mean cross-entropy over the test split", unit: "nats", better: "lower" },
    "params.changed": {
      says: "params that differ after saving and loading, .npz and .safetensors",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
