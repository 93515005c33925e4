import { z } from "../zod.ts";
import { datasetConfig, modelConfig, trainConfig } from "../config.ts";
import type { TaskDefinition } from "./contract.ts";

/** Trains a net on a data set and evaluates it on the way. */
export const train = {
  random: true,
  config: () =>
    z.strictObject({
      task: z.literal("train"),
      dataset: datasetConfig,
      model: modelConfig,
      train: trainConfig,
    }),
  metrics: {
    "train.accuracy": {
      says: "share of the train split read right after the last step",
      unit: "fraction",
      better: "higher",
    },
    "test.accuracy": {
      says: "share of the test split read right after the last step",
      unit: "fraction",
      better: "higher",
    },
    "train.loss": {
      says: "mean loss over the train split after the last step",
      unit: "nats",
      better: "lower",
    },
    "test.loss": {
      says: "mean loss over the test split after the last step",
      unit: "nats",
      better: "lower",
    },
    "accuracy.gap": {
      says: "train accuracy less test accuracy after the last step",
      unit: "points",
      better: "lower",
    },
    "loss.initial": {
      says: "loss of the first batch, before any update",
      unit: "nats",
      better: "lower",
    },
    "outputs.dead": {
      says: "output units that reach 0.5 for no sample of the test split, at the end",
      unit: "1",
      better: "lower",
    },
    "test.accuracyOfLiving": {
      says: "share read right among the test samples of the classes whose output unit is not dead",
      unit: "fraction",
      better: "higher",
    },
    "units.silentShare": {
      says: "share of hidden units whose output is 0 for every sample of the train split, at the end",
      unit: "fraction",
      better: "lower",
    },
    "units.distinctShare": {
      says: "share of the first hidden layer's units whose weights differ from all others', at the end",
      unit: "fraction",
      better: "higher",
    },
    "gradient.firstOverLast": {
      says: "gradient norm of the first weight over that of the last, on the first batch",
      unit: "1",
      better: "higher",
    },
    "gradient.maxDifference": {
      says: "largest difference of an entry of the numeric gradient from backprop's, over all steps",
      unit: "1",
      better: "lower",
    },
    "gradient.medianDifference": {
      says: "median over the steps of a step's largest difference from backprop",
      unit: "1",
      better: "lower",
    },
  },
} as const satisfies TaskDefinition;
