import type { Floats } from "@gradlab/core";
import type { Evaluation } from "./evaluate.ts";
import { Batch, type SparseImages } from "./images.ts";
import type { Mlp } from "./mlp.ts";

/**
 * Reads a split as many samples at a time as the net has room for. Losses are added sample by sample
 * in order, so that the result has the same bits whatever the room.
 */
export function readSplit(net: Mlp, images: SparseImages): Evaluation {
  const C = net.config.outputs;
  const lossOf = net.kernels[net.output.loss];
  const batch = new Batch(net.kernels, net.capacity, images.features);
  let correct = 0;
  let loss = 0;
  for (let start = 0; start < images.count; start += net.capacity) {
    const B = Math.min(net.capacity, images.count - start);
    batch.pick(
      images,
      Uint32Array.from({ length: B }, (_, b) => start + b),
    );
    net.forward(batch.x);
    correct += net.countCorrect(batch.labels, B);
    for (let b = 0; b < B; b++) {
      const row = (values: Floats) => values.subarray(b * C, (b + 1) * C);
      const label = batch.labels.subarray(b, b + 1);
      loss += lossOf(row(net.logits), label, row(net.probabilities), 1, C);
    }
  }
  return { accuracy: correct / images.count, loss: loss / images.count };
}
