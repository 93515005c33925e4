import { sgd, type Kernels, type Rng } from "@gradlab/core";
import { batchOrders } from "./batches.ts";
import { Batch, type SparseImages } from "./images.ts";
import type { Mlp } from "./mlp.ts";

export interface PlainTraining {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Plain SGD on batches drawn with replacement, nothing measured; the net's capacity must hold a batch. */
export function trainPlainly(
  net: Mlp,
  images: SparseImages,
  { steps, batchSize, learningRate }: PlainTraining,
  rng: Rng,
): void {
  const nextBatch = batchOrders["with-replacement"](images.count, rng);
  const batch = new Batch(net.kernels, batchSize, images.features);
  const samples = new Uint32Array(batchSize);
  const optimizer = sgd({ learningRate }, net.kernels);
  const { params, grads } = net;
  for (let step = 1; step <= steps; step++) {
    nextBatch(samples);
    batch.pick(images, samples);
    net.backpropagate(batch.x, batch.labels);
    optimizer.update(params, grads);
  }
}

/** `batchSize` samples drawn with replacement. */
export function drawBatch(
  kernels: Kernels,
  images: SparseImages,
  batchSize: number,
  rng: Rng,
): Batch {
  const samples = new Uint32Array(batchSize);
  batchOrders["with-replacement"](images.count, rng)(samples);
  const batch = new Batch(kernels, batchSize, images.features);
  batch.pick(images, samples);
  return batch;
}
