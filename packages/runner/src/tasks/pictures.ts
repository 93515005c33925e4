import { createRng } from "@gradlab/core/training";
import {
  createLayers,
  Evaluator,
  firstSamples,
  Mlp,
  pixelScales,
  setParams,
  type Params,
  type SparseImages,
  type TrainingData,
} from "@gradlab/models/training";
import type { TrialConfig } from "@gradlab/schema";
import { imageText } from "@gradlab/schema/without-zod";
import type { KernelsOf } from "../executor/kernels.ts";

type TrainTrial = Extract<TrialConfig, { task: "train" }>;
type Columns = Record<string, (number | string)[]>;

const capacity = 250;
const mostMistakes = 24;
/** Of one class read as one other: a net that takes every 4 for a 9 shows other mistakes too. */
const mostAlike = 3;
const mostUnits = 16;

/** What can be looked at of a net that reads square images of bytes: its mistakes, and its first weights. */
export function pictureTables(
  config: TrainTrial,
  params: Params,
  data: TrainingData,
  kernels: KernelsOf,
): Record<string, Columns> {
  const { features, pixel } = data.test;
  if (!Number.isInteger(Math.sqrt(features)) || !(pixel instanceof Uint8Array)) return {};
  return {
    mistakes: mistakes(trainedNet(config, params, data, kernels), data.test),
    weights: weights(params["W1"]!),
  };
}

/** The images of a split that a net reads wrong, the one that it is surest of first. */
function mistakes({ net, evaluator }: Reader, images: SparseImages): Columns {
  const C = net.config.outputs;
  const wrong: { sample: number; actual: number; predicted: number; probability: number }[] = [];
  let start = 0;
  evaluator.evaluate(images, (labels, B) => {
    for (let b = 0; b < B; b++) {
      const [actual, predicted] = [labels[b]!, net.predictedClass(b)];
      if (predicted < 0 || predicted === actual) continue;
      const probability = net.probabilities[b * C + predicted]!;
      wrong.push({ sample: start + b, actual, predicted, probability });
    }
    start += B;
  });
  wrong.sort((a, b) => b.probability - a.probability || a.sample - b.sample);
  const alike = new Map<number, number>();
  const shown = wrong
    .filter(({ actual, predicted }) => {
      const n = (alike.get(actual * C + predicted) ?? 0) + 1;
      alike.set(actual * C + predicted, n);
      return n <= mostAlike;
    })
    .slice(0, mostMistakes);
  return {
    sample: shown.map((it) => it.sample),
    actual: shown.map((it) => it.actual),
    predicted: shown.map((it) => it.predicted),
    probability: shown.map((it) => it.probability),
    image: shown.map(({ sample }) => imageText(levelsOf(images, sample))),
  };
}

/** An image in 16 levels. */
function levelsOf({ rowStart, column, pixel, features }: SparseImages, sample: number): Uint8Array {
  const levels = new Uint8Array(features);
  for (let p = rowStart[sample]!; p < rowStart[sample + 1]!; p++) {
    levels[column[p]!] = Math.round(pixel[p]! / 17);
  }
  return levels;
}

const steps = 7;

/** What the first hidden units look for: their weights in ±7 steps of the largest, −1 to −7 as 15 to 9. */
function weights({ shape, data }: Params[string]): Columns {
  const [inputs, units] = shape as [number, number];
  const shown = Array.from({ length: Math.min(units, mostUnits) }, (_, unit) => unit);
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    if (i % units < mostUnits) largest = Math.max(largest, Math.abs(data[i]!));
  }
  return {
    unit: shown.map((unit) => unit + 1),
    largest: shown.map(() => largest),
    image: shown.map((unit) =>
      imageText(
        Uint8Array.from({ length: inputs }, (_, i) => {
          const step = Math.round((steps * data[i * units + unit]!) / largest);
          return (step || 0) & 15;
        }),
      ),
    ),
  };
}

interface Reader {
  readonly net: Mlp;
  readonly evaluator: Evaluator;
}

function trainedNet(
  { model, train }: TrainTrial,
  params: Params,
  data: TrainingData,
  kernelsOf: KernelsOf,
): Reader {
  const kernels = kernelsOf(train.precision);
  const init = { type: "zeros" } as const; // until the params are copied over them
  const mlp = { ...model, inputs: data.test.features, outputs: data.classes, init };
  const layers = createLayers(mlp, createRng(0), kernels.memory);
  setParams(layers, params);
  const trained = firstSamples(data.train, train.samples ?? Infinity);
  const scale = pixelScales[train.pixels](trained);
  const net = new Mlp(mlp, layers, capacity, kernels, scale.background);
  return { net, evaluator: new Evaluator(net, scale) };
}
