import {
  allocateSparseRows,
  createRng,
  fillSparseRows,
  type Floats,
  type SparseRows,
} from "@gradlab/core";
import { createLayers, Mlp, pixelScales } from "@gradlab/models";
import type { LiveReader, Proof, Reading, Sample } from "./contract.ts";
import type { openKernels } from "./kernels.ts";
import type { LiveNet, LiveSamples } from "./live-net.ts";
import { floatsOf } from "./number-bytes.ts";

/** A net that reads one picture at a time by models' own forward pass: in Node and in a browser. */
export class NetReader implements LiveReader {
  readonly computedBy: LiveReader["computedBy"];
  readonly precision: LiveNet["precision"];
  readonly isSoftmax: boolean;
  readonly checkpoints: LiveNet["checkpoints"];
  readonly samples: readonly Sample[];
  readonly #expected: LiveSamples["logits"];
  readonly #net: Mlp;
  readonly #x: SparseRows;
  readonly #levels: Float64Array;
  /** The loss, which the kernel of the outputs tells too, is nothing that is asked for. */
  readonly #anyLabel: Uint8Array;
  #checkpoint = 0;

  constructor(
    { model, precision, pixels, checkpoints }: LiveNet,
    { computedBy, kernels }: ReturnType<typeof openKernels>,
    samples: LiveSamples = { pictures: new Uint8Array(), labels: new Uint8Array(), logits: [] },
  ) {
    const { memory } = kernels;
    const { inputs } = model;
    const { levels, background } = pixelScales[pixels]();
    // Zeros, until a checkpoint's params are copied over them.
    const layers = createLayers({ ...model, init: { type: "zeros" } }, createRng(0), memory);
    this.computedBy = computedBy;
    this.precision = precision;
    this.isSoftmax = (model.output ?? "softmax") === "softmax";
    this.checkpoints = checkpoints;
    this.samples = Array.from(samples.labels, (label, i) => ({
      picture: samples.pictures.subarray(i * inputs, (i + 1) * inputs),
      label,
    }));
    this.#expected = samples.logits;
    this.#net = new Mlp(model, layers, 1, kernels, background);
    this.#x = allocateSparseRows(memory, 1, inputs, inputs);
    this.#levels = levels;
    this.#anyLabel = memory.bytes(1);
    this.use(checkpoints.length - 1);
  }

  get layers() {
    return this.#net.layers;
  }

  use(checkpoint: number): void {
    this.#checkpoint = checkpoint;
    this.#net.params.forEach((param, i) => param.set(this.checkpoints[checkpoint]!.params[i]!));
  }

  read(picture: Uint8Array): Reading {
    const net = this.#net;
    fillSparseRows(
      Float64Array.from(picture, (byte) => this.#levels[byte]!),
      1,
      this.#x,
    );
    net.lossSum(this.#x, this.#anyLabel);
    const { probabilities, activations } = net;
    return { digit: net.predictedClass(0), probabilities, activations };
  }

  prove(): Proof {
    const expected = this.#expected[this.#checkpoint] ?? [];
    const { logits } = this.#net;
    let equal = 0;
    let right = 0;
    for (const [i, { picture, label }] of this.samples.entries()) {
      const { digit } = this.read(picture);
      const from = i * logits.length;
      if (logits.every((logit, c) => Object.is(logit, expected[from + c]))) equal++;
      if (digit === label) right++;
    }
    return { samples: this.samples.length, equal, right };
  }

  /** Before softmax or sigmoid, of every sample by the checkpoint in use: what a proof compares with. */
  logitsOfSamples(): Floats {
    const C = this.#net.logits.length;
    const all = floatsOf(this.precision, { length: this.samples.length * C });
    for (const [i, { picture }] of this.samples.entries()) {
      this.read(picture);
      all.set(this.#net.logits, i * C);
    }
    return all;
  }
}
