import { createOptimizer, createRng, type Kernels, type Precision } from "@gradlab/core";
import {
  Batch,
  batchOrders,
  CentralDifferences,
  createLayers,
  Evaluator,
  firstSamples,
  Mlp,
  type TrainingData,
} from "@gradlab/models";

/** What may be asked for. */
export type Task =
  | { readonly what: "step"; readonly batch: number; readonly hidden: readonly number[] }
  | { readonly what: "evaluate"; readonly images: number; readonly hidden: readonly number[] }
  | { readonly what: "gradient"; readonly batch: number; readonly hidden: readonly number[] };

export interface Prepared {
  run(): void;
  /** Additions and multiplications of one run that matrix products take, zeros of images left out. */
  readonly operations: number;
}

/** As `train` evaluates. */
const evaluationBatch = 250;

export const precisionOf = (task: Pick<Task, "what">): Precision =>
  task.what === "gradient" ? "float64" : "float32";

/** Everything made beforehand: what is timed is `run` alone. */
export function prepare(task: Task, data: TrainingData, kernels: Kernels): Prepared {
  const { features } = data.train;
  const config = {
    inputs: features,
    hidden: task.hidden,
    outputs: data.classes,
    activation: "relu",
    init: { type: "normal", std: 0.01 },
  } as const;
  const rng = createRng(1);
  const layers = createLayers(config, rng.split("params"), kernels.memory);
  const widths = [...task.hidden, data.classes];
  const perSample = task.hidden.reduce((sum, width, l) => sum + width * widths[l + 1]!, 0);
  const nonzeros = data.train.rowStart[data.train.count]! / data.train.count;
  const first = nonzeros * widths[0]!;

  if (task.what === "evaluate") {
    const net = new Mlp(config, layers, evaluationBatch, kernels);
    const evaluator = new Evaluator(net);
    const split = task.images > data.test.count ? data.train : data.test;
    const images = firstSamples(split, task.images);
    return {
      run: () => void evaluator.evaluate(images),
      operations: 2 * images.count * (first + perSample),
    };
  }

  const net = new Mlp(config, layers, task.batch, kernels);
  const nextBatch = batchOrders["with-replacement"](data.train.count, rng.split("batches"));
  const batch = new Batch(kernels, task.batch, features);
  const samples = new Uint32Array(task.batch);
  const { params, grads } = net;
  if (task.what === "gradient") {
    nextBatch(samples);
    batch.pick(data.train, samples);
    const differences = new CentralDifferences(net);
    return { run: () => differences.gradients(batch.x, batch.labels, grads), operations: 0 };
  }
  const optimizer = createOptimizer({ type: "sgd", learningRate: 0.1 }, kernels);
  return {
    run() {
      nextBatch(samples);
      batch.pick(data.train, samples);
      net.backpropagate(batch.x, batch.labels);
      optimizer.update(params, grads);
    },
    // Forward, dWeight, and dx of all layers but the first.
    operations: 2 * task.batch * (2 * first + 3 * perSample),
  };
}
