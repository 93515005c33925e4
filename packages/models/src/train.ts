import { createRng, sgd, type InitializerConfig, type ActivationName } from "@gradlab/core";
import { Evaluator } from "./evaluate.ts";
import { Batch, type TrainingData } from "./images.ts";
import { createLayers } from "./layer-params.ts";
import { Mlp } from "./mlp.ts";
import { findNonFinite } from "./non-finite.ts";
import { numericalGradients } from "./numerical-gradient.ts";

export interface TrainConfig {
  readonly model: {
    readonly hidden: readonly number[];
    readonly activation: ActivationName;
    readonly init: InitializerConfig;
  };
  readonly train: {
    readonly optimizer: { readonly type: "sgd"; readonly learningRate: number };
    readonly batchSize: number;
    readonly steps: number;
    readonly evaluateEvery: number;
    readonly gradient: "backprop" | "numeric";
  };
}

/** What the outside lends: core and models have no clock, and report no progress by themselves. */
export interface TrainHost {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Called now and then with the steps done. */
  progress(step: number): void;
}

/** Columns of one length each: `step` and what was measured there. */
export type Columns = Record<string, number[]>;

export interface TrainOutcome {
  /** Where the loss stopped being finite: the step, counted from 1, and the tensor that was first. */
  readonly divergence?: { readonly step: number; readonly tensor: string };
  readonly metrics: Record<string, number | null>;
  readonly series: Record<string, Columns>;
  readonly timing: Record<string, number>;
}

const stepsBetweenProgress = 50;

/** Samples evaluated at a time: few enough for their activations to stay in the cache. */
const evaluationBatch = 250;

/**
 * Trains an MLP by gradient descent on batches drawn with replacement, and evaluates both splits every
 * `evaluateEvery` steps and after the last. All randomness comes from `seed`: initial params and
 * batches have streams of their own, so that a change in the one leaves the other as it was.
 */
export function train(
  config: TrainConfig,
  data: TrainingData,
  seed: number,
  host: TrainHost,
): TrainOutcome {
  const { batchSize, steps, evaluateEvery, gradient, optimizer: sgdConfig } = config.train;
  const rng = createRng(seed);
  const draw = rng.split("batches");
  const { features } = data.train;
  const mlp = { ...config.model, inputs: features, outputs: data.classes };
  const layers = createLayers(mlp, rng.split("params"));
  const net = new Mlp(mlp, layers, Math.max(batchSize, evaluationBatch));
  const optimizer = sgd(sgdConfig);
  const { params, grads } = net;
  const numeric =
    gradient === "numeric" ? grads.map((it) => new Float64Array(it.length)) : undefined;
  const evaluator = new Evaluator(net);
  const batch = new Batch(batchSize, features);
  const samples = new Uint32Array(batchSize);

  const loss: Columns = { step: [], loss: [] };
  const evaluation: Columns = {
    step: [],
    loss: [],
    "train.accuracy": [],
    "test.accuracy": [],
    "train.loss": [],
    "test.loss": [],
  };
  const gradients: Columns = { step: [], maxDifference: [] };
  let lossSinceEvaluation = 0;
  let stepsSinceEvaluation = 0;
  let stepMs = 0;
  let evaluationMs = 0;
  let divergence: TrainOutcome["divergence"];

  for (let step = 1; step <= steps; step++) {
    const start = host.now();
    for (let b = 0; b < batchSize; b++) samples[b] = draw.below(data.train.count);
    batch.gather(data.train, samples);
    let batchLoss: number;
    if (numeric === undefined) {
      batchLoss = net.backpropagate(batch.x, batch.labels);
    } else {
      batchLoss = net.lossSum(batch.x, batch.labels) / batchSize;
      numericalGradients(net, batch.x, batch.labels, numeric);
    }
    let comparisonMs = 0;
    if (numeric !== undefined) {
      const comparisonStart = host.now();
      net.backpropagate(batch.x, batch.labels);
      gradients["step"]!.push(step);
      gradients["maxDifference"]!.push(maxDifference(numeric, grads));
      comparisonMs = host.now() - comparisonStart;
    }
    loss["step"]!.push(step);
    loss["loss"]!.push(batchLoss);
    if (!Number.isFinite(batchLoss)) {
      divergence = { step, tensor: findNonFinite(net, batch.x.rows) ?? "loss" };
      break;
    }
    optimizer.update(params, numeric ?? grads);
    stepMs += host.now() - start - comparisonMs;
    lossSinceEvaluation += batchLoss;
    stepsSinceEvaluation++;

    if (step % evaluateEvery === 0 || step === steps) {
      const evaluationStart = host.now();
      const onTrain = evaluator.evaluate(data.train);
      const onTest = evaluator.evaluate(data.test);
      evaluation["step"]!.push(step);
      evaluation["loss"]!.push(lossSinceEvaluation / stepsSinceEvaluation);
      evaluation["train.accuracy"]!.push(onTrain.accuracy);
      evaluation["test.accuracy"]!.push(onTest.accuracy);
      evaluation["train.loss"]!.push(onTrain.loss);
      evaluation["test.loss"]!.push(onTest.loss);
      lossSinceEvaluation = 0;
      stepsSinceEvaluation = 0;
      evaluationMs += host.now() - evaluationStart;
    }
    if (numeric !== undefined || step % stepsBetweenProgress === 0 || step === steps) {
      host.progress(step);
    }
  }

  const last = (column: string) => (divergence === undefined ? evaluation[column]!.at(-1)! : null);
  const metrics: TrainOutcome["metrics"] = {
    "train.accuracy": last("train.accuracy"),
    "test.accuracy": last("test.accuracy"),
    "train.loss": last("train.loss"),
    "test.loss": last("test.loss"),
  };
  const series: TrainOutcome["series"] = { loss, evaluation };
  if (numeric !== undefined) {
    const sorted = gradients["maxDifference"]!.toSorted((a, b) => a - b);
    metrics["gradient.maxDifference"] = sorted.at(-1)!;
    metrics["gradient.medianDifference"] = sorted[sorted.length >> 1]!;
    series["gradient"] = gradients;
  }
  return {
    ...(divergence && { divergence }),
    metrics,
    series,
    timing: { stepMs: stepMs / loss["step"]!.length, evaluationMs },
  };
}

/** Largest absolute difference of any entry. */
function maxDifference(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  let max = 0;
  a.forEach((tensor, t) => {
    for (let i = 0; i < tensor.length; i++) {
      max = Math.max(max, Math.abs(tensor[i]! - b[t]![i]!));
    }
  });
  return max;
}
