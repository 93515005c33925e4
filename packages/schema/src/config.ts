import { z } from "./zod.ts";
import { toySets } from "./toy-sets.ts";

/** Settings that several tasks share. */

export const positive = z.number().positive();
export const count = z.int().min(1);

export const initConfig = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("zeros") }),
  z.strictObject({ type: z.literal("normal"), std: positive.describe("standard deviation") }),
  z.strictObject({ type: z.literal("xavier") }),
  z.strictObject({ type: z.literal("he") }),
]);

export const activationName = z.enum(["relu", "sigmoid", "tanh", "identity"]);

export const biasConfig = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("zeros") }),
  z.strictObject({ type: z.literal("normal"), std: positive.describe("standard deviation") }),
]);

export const modelConfig = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("mlp"),
    hidden: z
      .array(count.max(10_000))
      .max(20)
      .describe("units of each hidden layer, from the input on; [] is a single layer"),
    activation: activationName,
    init: initConfig.describe("of the weights"),
    bias: biasConfig.default({ type: "zeros" }).describe("init of the biases"),
    output: z
      .enum(["softmax", "sigmoid"])
      .default("softmax")
      .describe("softmax with cross-entropy, or sigmoid with Nielsen's quadratic cost"),
  }),
]);

const learningRate = positive.max(1e30);
const share = z.number().min(0).lt(1);

export const optimizerConfig = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("sgd"), learningRate }),
  z.strictObject({ type: z.literal("momentum"), learningRate, momentum: share.default(0.9) }),
  z.strictObject({ type: z.literal("nesterov"), learningRate, momentum: share.default(0.9) }),
  z.strictObject({ type: z.literal("adagrad"), learningRate }),
  z.strictObject({ type: z.literal("rmsprop"), learningRate, decay: share.default(0.99) }),
  z.strictObject({
    type: z.literal("adam"),
    learningRate,
    beta1: share.default(0.9),
    beta2: share.default(0.999),
  }),
]);

export const trainConfig = z
  .strictObject({
    optimizer: optimizerConfig,
    batchSize: count.max(10_000).describe("samples of one step"),
    steps: count.max(100_000_000),
    evaluateEvery: count.describe(
      "steps between two evaluations of the whole train and test split",
    ),
    batches: z
      .enum(["with-replacement", "in-order", "shuffled"])
      .default("with-replacement")
      .describe("how samples are drawn; in-order and shuffled go through the split epoch by epoch"),
    samples: count.optional().describe("only the first so many of the train split"),
    pixels: z
      .enum(["unit", "raw", "minus-one-to-one", "standardised"])
      .default("unit")
      .describe("0..1, 0..255, −1..1, or (pixel − mean)/sd of the train split"),
    weightDecay: z
      .number()
      .min(0)
      .default(0)
      .describe("λ of ½λΣW², added to the gradient of weights"),
    gradient: z
      .enum(["backprop", "numeric"])
      .default("backprop")
      .describe("numeric: central differences with h = 1e-4, compared with backprop at every step"),
    precision: z
      .enum(["float32", "float64"])
      .default("float32")
      .describe("of params, gradients and activations; gradient: numeric needs float64"),
  })
  .refine((it) => it.gradient === "backprop" || it.precision === "float64", {
    path: ["precision"],
    message: "too coarse for gradient: numeric; expected precision: float64",
  });

export const datasetConfig = z.union([
  z.enum(["mnist", "digits", ...toySets]),
  z.strictObject({
    type: z.literal("idx"),
    dir: z.string().min(1).describe("a folder with four IDX files named as MNIST's"),
  }),
]);

export type InitConfig = z.infer<typeof initConfig>;
export type ModelConfig = z.infer<typeof modelConfig>;
export type OptimizerConfig = z.infer<typeof optimizerConfig>;
export type TrainConfig = z.infer<typeof trainConfig>;
export type DatasetConfig = z.infer<typeof datasetConfig>;
