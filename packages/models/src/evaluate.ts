import { Batch, type SparseImages } from "./images.ts";
import type { Mlp } from "./mlp.ts";
import type { PixelScale } from "./pixel-scale.ts";

export interface Evaluation {
  /** Fraction of the samples read right, 0..1. */
  readonly accuracy: number;
  /** Mean loss. */
  readonly loss: number;
}

/** Reads whole splits, as many samples at a time as the net has room for. */
export class Evaluator {
  readonly #net: Mlp;
  readonly #batch: Batch;
  readonly #samples: Uint32Array;

  constructor(net: Mlp, scale?: PixelScale) {
    this.#net = net;
    this.#batch = new Batch(net.kernels, net.capacity, net.config.inputs, scale);
    this.#samples = new Uint32Array(net.capacity);
  }

  /** `each` hears of every batch, with the net as its forward pass left it. */
  evaluate(images: SparseImages, each?: (labels: Uint8Array, B: number) => void): Evaluation {
    const batch = this.#batch;
    let correct = 0;
    let loss = 0;
    for (let start = 0; start < images.count; start += this.#net.capacity) {
      const B = Math.min(this.#net.capacity, images.count - start);
      for (let b = 0; b < B; b++) this.#samples[b] = start + b;
      batch.pick(images, this.#samples.subarray(0, B));
      loss += this.#net.lossSum(batch.x, batch.labels);
      correct += this.#net.countCorrect(batch.labels, B);
      each?.(batch.labels, B);
    }
    return { accuracy: correct / images.count, loss: loss / images.count };
  }
}
