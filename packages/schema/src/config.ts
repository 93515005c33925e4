import { z } from "zod";

/** What one trial does, but for its seed and the bytes of its data set. */

const positive = z.number().positive();
const count = z.int().min(1);

export const initConfig = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("zeros") }),
  z.strictObject({ type: z.literal("normal"), std: positive.describe("standard deviation") }),
  z.strictObject({ type: z.literal("xavier") }),
  z.strictObject({ type: z.literal("he") }),
]);

export const modelConfig = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("mlp"),
    hidden: z
      .array(count.max(10_000))
      .max(20)
      .describe("units of each hidden layer, from the input on; [] is a single layer"),
    activation: z.enum(["relu", "sigmoid", "tanh", "identity"]),
    init: initConfig,
  }),
]);

export const optimizerConfig = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("sgd"), learningRate: positive.max(1e6) }),
]);

export const trainConfig = z.strictObject({
  optimizer: optimizerConfig,
  batchSize: count.max(10_000).describe("samples of one step, drawn with replacement"),
  steps: count.max(100_000_000),
  evaluateEvery: count.describe("steps between two evaluations of the whole train and test split"),
  gradient: z
    .enum(["backprop", "numeric"])
    .default("backprop")
    .describe("numeric: central differences with h = 1e-4, compared with backprop at every step"),
});

export const datasetConfig = z.union([
  z.enum(["mnist", "digits"]),
  z.strictObject({
    type: z.literal("idx"),
    dir: z.string().min(1).describe("a folder with four IDX files named as MNIST's"),
  }),
]);

export const trainTrialConfig = z.strictObject({
  task: z.literal("train"),
  dataset: datasetConfig,
  model: modelConfig,
  train: trainConfig,
});

/** A new task is one more member here and in `experiment.ts`. */
export const trialConfig = z.discriminatedUnion("task", [trainTrialConfig]);

export type InitConfig = z.infer<typeof initConfig>;
export type ModelConfig = z.infer<typeof modelConfig>;
export type OptimizerConfig = z.infer<typeof optimizerConfig>;
export type TrainConfig = z.infer<typeof trainConfig>;
export type DatasetConfig = z.infer<typeof datasetConfig>;
export type TrialConfig = z.infer<typeof trialConfig>;
