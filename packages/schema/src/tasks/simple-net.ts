import { z } from "../zod.ts";
import type { TaskDefinition } from "./contract.ts";

const row = z.array(z.number()).min(1);

/** The book's 2×3 net: one weight, softmax, cross-entropy; its gradient by hand and by differences. */
export const simpleNet = {
  random: false,
  config: () =>
    z.strictObject({
      task: z.literal("simple-net"),
      weight: z.array(row).min(1).describe("rows of W (I,O)"),
      x: row,
      label: z.int().min(0),
    }),
  metrics: {
    "loss.value": { says: "the loss", unit: "nats", better: "lower" },
    "loss.afterStep": {
      says: "the loss after one step against the gradient, learning rate 0.1",
      unit: "nats",
      better: "lower",
    },
    "gradient.maxDifference": {
      says: "largest difference of the numerical from the analytic gradient",
      unit: "1",
      better: "lower",
    },
    "gradient.rowSum": {
      says: "largest sum over a row of the gradient, in size: softmax makes it 0",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
