import {
  createOptimizer,
  createRng,
  plainKernels,
  type Floats,
  type OptimizerConfig,
} from "@gradlab/core/training";
import { batchOrders } from "./batches.ts";
import { decisionRegions } from "./decision-regions.ts";
import { Evaluator, type Evaluation } from "./evaluate.ts";
import { fingerprintOf, isPowerOfTwo, type Fingerprint } from "./fingerprint.ts";
import { finalReading, type FinalReading } from "./final-reading.ts";
import { Batch, firstSamples, type TrainingData } from "./images.ts";
import { layerHealth, UnitWatch, type LayerHealth } from "./layer-health.ts";
import { createLayers } from "./layer-params.ts";
import { Mlp } from "./mlp.ts";
import { findNonFinite } from "./non-finite.ts";
import { namedParams } from "./named-params.ts";
import { NumericComparison } from "./numeric-comparison.ts";
import { pixelScales } from "./pixel-scale.ts";
import type { Columns, Table, TrainConfig, TrainHost, TrainOutcome } from "./train-contract.ts";

const stepsBetweenProgress = 50;

/** Samples evaluated at a time: few enough for their activations to stay in the cache. */
const evaluationBatch = 250;

/**
 * Trains an MLP by gradient descent, and evaluates both splits every `evaluateEvery` steps and after
 * the last. All randomness comes from `seed`: initial params and batches have streams of their own, so
 * that a change in the one leaves the other as it was. The loss of a batch is told without weight decay.
 */
export function train(
  config: TrainConfig,
  all: TrainingData,
  seed: number,
  host: TrainHost,
): TrainOutcome {
  const { batchSize, steps, evaluateEvery, weightDecay } = config.train;
  const data = { ...all, train: firstSamples(all.train, config.train.samples ?? Infinity) };
  const rng = createRng(seed);
  const nextBatch = batchOrders[config.train.batches](data.train.count, rng.split("batches"));
  const scale = pixelScales[config.train.pixels](data.train);
  const { features } = data.train;
  const mlp = { ...config.model, inputs: features, outputs: data.classes };
  const kernels = (host.kernels ?? plainKernels)(config.train.precision);
  const layers = createLayers(mlp, rng.split("params"), kernels.memory);
  const capacity = Math.max(batchSize, evaluationBatch);
  const net = new Mlp(mlp, layers, capacity, kernels, scale.background);
  const optimizer = createOptimizer(config.train.optimizer as OptimizerConfig, kernels);
  const numeric = config.train.gradient === "numeric" ? new NumericComparison(net) : undefined;
  const { params } = net;
  const grads = numeric?.grads ?? net.grads;
  const evaluator = new Evaluator(net, scale);
  const batch = new Batch(kernels, batchSize, features, scale);
  const samples = new Uint32Array(batchSize);

  const losses: Columns = { step: [], loss: [] };
  const evaluations = new Evaluations();
  const silence: Columns = { step: [] };
  const fingerprints: Fingerprint[] = [];
  let atStart: LayerHealth[] = [];
  let stepMs = 0;
  let evaluationMs = 0;
  let divergence: TrainOutcome["divergence"];
  let last: FinalReading | undefined;

  for (let step = 1; step <= steps; step++) {
    const start = host.now();
    nextBatch(samples);
    batch.pick(data.train, samples);
    const { loss, comparisonMs } = numeric?.step(batch, step, host) ?? {
      loss: net.backpropagate(batch.x, batch.labels),
      comparisonMs: 0,
    };
    if (step === 1) atStart = layerHealth(net, batchSize);
    losses["step"]!.push(step);
    losses["loss"]!.push(loss);
    if (!Number.isFinite(loss)) {
      divergence = { step, tensor: findNonFinite(net, batchSize) ?? "loss" };
      break;
    }
    if (weightDecay > 0) decay(net, grads, weightDecay);
    optimizer.update(params, grads);
    stepMs += host.now() - start - comparisonMs;
    evaluations.addLoss(loss);
    const isEvaluated = step % evaluateEvery === 0 || step === steps;
    if (isEvaluated || isPowerOfTwo(step)) fingerprints.push(fingerprintOf(net, step));

    if (isEvaluated) {
      const evaluationStart = host.now();
      if (step === steps) last = finalReading(net, evaluator, data);
      const units = last?.units ?? new UnitWatch(net);
      const onTrain = last?.onTrain ?? evaluator.evaluate(data.train, (_, B) => units.observe(B));
      evaluations.add(step, onTrain, last?.onTest ?? evaluator.evaluate(data.test));
      addSilence(silence, step, units);
      evaluationMs += host.now() - evaluationStart;
    }
    if (numeric !== undefined || step % stepsBetweenProgress === 0 || step === steps) {
      host.progress(step);
    }
  }

  const atEnd = last === undefined ? [] : healthOfBatch(net, batch);
  const isPlane = features === 2 && last !== undefined;
  return {
    ...(divergence && { divergence }),
    metrics: {
      "train.accuracy": last?.onTrain.accuracy ?? null,
      "test.accuracy": last?.onTest.accuracy ?? null,
      "train.loss": last?.onTrain.loss ?? null,
      "test.loss": last?.onTest.loss ?? null,
      "loss.initial": losses["loss"]![0]!,
      "gradient.firstOverLast": atStart[0]!.gradientNorm / atStart.at(-1)!.gradientNorm,
      ...last?.metrics,
      ...numeric?.record.metrics,
    },
    series: {
      loss: losses,
      evaluation: evaluations.columns,
      ...(config.model.hidden.length > 0 && { silentUnits: silence }),
      ...numeric?.record.series,
    },
    tables: {
      layers: layersTable(atStart, atEnd, last?.units.silentShares ?? []),
      ...(last && { confusion: last.confusion }),
      ...(isPlane && decisionRegions(net, data.train)),
    },
    fingerprints,
    timing: { stepMs: stepMs / losses["step"]!.length, evaluationMs },
    params: namedParams(layers),
  };
}

/** Of all weights; biases are not decayed. */
function decay(net: Mlp, grads: readonly Floats[], lambda: number): void {
  net.layers.forEach(({ weight }, l) => net.kernels.decay(weight, grads[2 * l]!, lambda));
}

/** Of the last batch, with the params as they are after the last step. */
function healthOfBatch(net: Mlp, batch: Batch): LayerHealth[] {
  net.backpropagate(batch.x, batch.labels);
  return layerHealth(net, batch.x.rows);
}

/** Of all hidden units, and of each layer where there are several. */
function addSilence(columns: Columns, step: number, units: UnitWatch): void {
  const { silentShare: all, silentShares } = units;
  const layers = silentShares.map((share, l) => [`layer${l + 1}`, share] as const);
  const row = { step, all, ...(layers.length > 1 && Object.fromEntries(layers)) };
  for (const [name, value] of Object.entries(row)) (columns[name] ??= []).push(value);
}

class Evaluations {
  readonly columns: Columns = {
    step: [],
    loss: [],
    "train.accuracy": [],
    "test.accuracy": [],
    "train.loss": [],
    "test.loss": [],
  };
  #losses = 0;
  #steps = 0;

  /** `loss` of the column is the mean since the evaluation before. */
  addLoss(loss: number): void {
    this.#losses += loss;
    this.#steps++;
  }

  add(step: number, onTrain: Evaluation, onTest: Evaluation): void {
    const { columns } = this;
    columns["step"]!.push(step);
    columns["loss"]!.push(this.#losses / this.#steps);
    columns["train.accuracy"]!.push(onTrain.accuracy);
    columns["test.accuracy"]!.push(onTest.accuracy);
    columns["train.loss"]!.push(onTrain.loss);
    columns["test.loss"]!.push(onTest.loss);
    this.#losses = 0;
    this.#steps = 0;
  }
}

function layersTable(
  atStart: readonly LayerHealth[],
  atEnd: readonly LayerHealth[],
  silentShares: readonly number[],
): Table {
  const rows = [
    ...atStart.map((it) => ({ when: "start", ...it, silentShare: 0 })),
    ...atEnd.map((it, l) => ({ when: "end", ...it, silentShare: silentShares[l] ?? 0 })),
  ];
  const names = [
    "layer",
    "when",
    "gradientNorm",
    "activationMean",
    "activationStd",
    "saturatedShare",
    "silentShare",
  ] as const;
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}
