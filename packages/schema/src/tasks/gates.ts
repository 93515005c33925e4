import { z } from "../zod.ts";
import { count, positive } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** A truth table, and something that is to compute it. */
export const gates = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("gates"),
      gate: z
        .enum(["and", "nand", "or", "xor", "concert-far", "concert-near"])
        .describe(
          "concert-…: shall I go? by x0, good weather, and x1, a companion; a station is far or near",
        ),
      model: z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("perceptron").describe("one neuron that learns by the perceptron rule"),
          learningRate: positive.default(0.1),
          epochs: count.max(100_000).default(100),
        }),
        z.strictObject({
          type: z
            .literal("book")
            .describe(
              "weights set by hand, the book's for its gates; XOR composed of NAND, OR and AND",
            ),
        }),
        z.strictObject({
          type: z.literal("mlp").describe("one hidden layer, trained by gradient descent"),
          hidden: count.max(100).default(4),
          learningRate: positive.default(0.5),
          steps: count.max(100_000).default(2000),
        }),
      ]),
    }),
  metrics: {
    "gate.wrong": {
      says: "rows of the truth table that come out wrong",
      unit: "1",
      better: "lower",
    },
    "gate.epochs": {
      says: "passes over the table until none was wrong; not measured when that never happened",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
