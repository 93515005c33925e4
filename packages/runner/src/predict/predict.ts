import { createRng, plainKernels } from "@gradlab/core";
import {
  Batch,
  createLayers,
  Mlp,
  setParams,
  sparseImages,
  type PixelScale,
} from "@gradlab/models";
import { UserError } from "@gradlab/schema/mistake";
import type { TrainedNet } from "./find-net.ts";
import type { Picture } from "./read-pictures.ts";

export interface Prediction {
  readonly file: string;
  readonly index?: number;
  /** The class with the largest output; −1 where one is not a number. */
  readonly label: number;
  /** Of each class; the outputs themselves, where the net ends in sigmoids. */
  readonly probabilities: readonly number[];
}

/** Pictures that go through the net together. */
const capacity = 100;

export const inputsOf = ({ params }: TrainedNet): number => params["W1"]?.shape[0] ?? 0;

/** What the net makes of each picture, computed as in training: the same bits. */
export function predict(
  { config, params, name }: TrainedNet,
  pictures: readonly Picture[],
  scale: PixelScale,
): Prediction[] {
  const { hidden, activation, output } = config.model;
  const inputs = params["W1"]?.shape[0] ?? 0;
  const outputs = params[`b${hidden.length + 1}`]?.shape[0] ?? 0;
  const init = { type: "zeros" } as const; // until the params are copied over them
  const model = { inputs, hidden, outputs, activation, init, output };
  const kernels = plainKernels(config.train.precision);
  const layers = createLayers(model, createRng(0), kernels.memory);
  try {
    setParams(layers, params);
  } catch (error) {
    throw new UserError(`params that are not the trial's: ${name}: ${(error as Error).message}`);
  }
  const net = new Mlp(model, layers, capacity, kernels, scale.background);
  const batch = new Batch(kernels, capacity, inputs, scale);
  const bytes = new Uint8Array(pictures.length * inputs);
  pictures.forEach(({ pixels }, i) => bytes.set(pixels, i * inputs));
  const images = sparseImages(bytes, new Uint8Array(pictures.length));

  const predictions: Prediction[] = [];
  for (let start = 0; start < pictures.length; start += capacity) {
    const some = pictures.slice(start, start + capacity);
    batch.pick(
      images,
      some.map((_, b) => start + b),
    );
    net.lossSum(batch.x, batch.labels);
    for (const [b, { file, index }] of some.entries()) {
      const row = net.probabilities.subarray(b * outputs, (b + 1) * outputs);
      predictions.push({
        file,
        ...(index !== undefined && { index }),
        label: net.predictedClass(b),
        probabilities: [...row],
      });
    }
  }
  return predictions;
}
