import { z } from "../zod.ts";
import { activationName, count, initConfig } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** Sends N(0,1) inputs through layers of equal width and looks at what arrives (book, ch. 6). */
export const activations = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("activations"),
      activation: activationName,
      init: initConfig,
      units: count.max(1000).default(100),
      layers: count.max(50).default(5),
      samples: count.max(10_000).default(1000),
    }),
  metrics: {
    "activations.lastStd": {
      says: "standard deviation of the last layer's outputs",
      unit: "1",
      better: "higher",
    },
    "activations.lastOverFirst": {
      says: "standard deviation of the last layer's outputs over the first layer's",
      unit: "1",
      better: "higher",
    },
    "activations.saturatedShare": {
      says: "share of the last layer's outputs within 0.01 of an end of the activation's range",
      unit: "fraction",
      better: "lower",
    },
    "activations.zeroShare": {
      says: "share of the last layer's outputs that are 0",
      unit: "fraction",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
