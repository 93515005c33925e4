import { float64Kernels, type Floats, type Kernels, type InputRows } from "@gradlab/core/training";
import type { LayerParams, MlpConfig } from "./layer-params.ts";

const outputs = {
  softmax: { loss: "softmaxCrossEntropy", gradient: "softmaxCrossEntropyGradient" },
  sigmoid: { loss: "sigmoidQuadraticCost", gradient: "sigmoidQuadraticCostGradient" },
} as const;

/**
 * A multilayer perceptron: a ← f(a·W + b) layer by layer, the last layer without f but with softmax
 * and cross-entropy, or sigmoid and the quadratic cost. The first layer reads sparse rows; what they
 * do not store is `background`. Buffers are made once, for `capacity` samples.
 */
export class Mlp {
  readonly layers: readonly LayerParams[];
  /** z of each layer (B,O); the last one is the logits. */
  readonly preActivations: readonly Floats[];
  /** f(z) of each hidden layer (B,O). */
  readonly activations: readonly Floats[];
  /** softmax or sigmoid of the logits (B,C) */
  readonly probabilities: Floats;
  /** Names of the kernels of the loss and its gradient. */
  readonly output: (typeof outputs)[keyof typeof outputs];
  readonly #dz: readonly Floats[];
  readonly config: MlpConfig;
  readonly capacity: number;
  readonly kernels: Kernels;
  readonly background: number;
  readonly #shiftedBias: Floats;

  /** `layers` as `createLayers` makes them in the kernels' memory; nets may share them. */
  constructor(
    config: MlpConfig,
    layers: readonly LayerParams[],
    capacity: number,
    kernels: Kernels = float64Kernels,
    background = 0,
  ) {
    this.config = config;
    this.output = outputs[config.output ?? "softmax"];
    this.background = background;
    this.capacity = capacity;
    this.kernels = kernels;
    this.layers = layers;
    const { memory } = kernels;
    const perOutput = (layer: LayerParams) => memory.floats(capacity * layer.outputs);
    this.#shiftedBias = memory.floats(layers[0]!.outputs);
    this.preActivations = this.layers.map(perOutput);
    this.activations = this.layers.slice(0, -1).map(perOutput);
    this.#dz = this.layers.map(perOutput);
    this.probabilities = memory.floats(capacity * config.outputs);
  }

  /** W1, b1, W2, b2, … */
  get params(): Floats[] {
    return this.layers.flatMap((layer) => [layer.weight, layer.bias]);
  }

  get grads(): Floats[] {
    return this.layers.flatMap((layer) => [layer.dWeight, layer.dBias]);
  }

  get paramNames(): string[] {
    return this.layers.flatMap((_, l) => [`W${l + 1}`, `b${l + 1}`]);
  }

  get logits(): Floats {
    return this.preActivations.at(-1)!;
  }

  /** Overwrites `preActivations` and `activations`; x (B,I) with B ≤ capacity. */
  forward(x: InputRows): void {
    if (x.columns !== this.config.inputs) {
      throw new RangeError(
        `shape does not fit: x is (${x.rows},${x.columns}); W1 is (${this.config.inputs},${this.layers[0]!.outputs})`,
      );
    }
    if (x.rows > this.capacity) {
      throw new RangeError(`too many samples: ${x.rows}; expected at most ${this.capacity}`);
    }
    const { kernels, layers, preActivations, activations } = this;
    const last = layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const { weight, bias, inputs: I, outputs: O } = layers[l]!;
      const z = preActivations[l]!;
      if (l === 0) kernels.sparseAffine(x, weight, this.#firstBias(), z, O);
      else kernels.affine(activations[l - 1]!, weight, bias, z, x.rows, I, O);
      if (l < last) kernels.activate(this.config.activation, z, activations[l]!, x.rows * O);
    }
  }

  /** x = background + stored, so x·W + b = stored·W + (b + background·Σ_i W[i,:]). */
  #firstBias(): Floats {
    const { weight, bias, inputs: I, outputs: O } = this.layers[0]!;
    if (this.background === 0) return bias;
    const shifted = this.#shiftedBias;
    this.kernels.biasGradient(weight, shifted, I, O); // sums over the rows
    for (let o = 0; o < O; o++) shifted[o] = bias[o]! + this.background * shifted[o]!;
    return shifted;
  }

  /** Sum of the samples' losses; overwrites what forward does, and `probabilities`. */
  lossSum(x: InputRows, labels: Uint8Array): number {
    this.forward(x);
    return this.kernels[this.output.loss](
      this.logits,
      labels,
      this.probabilities,
      x.rows,
      this.config.outputs,
    );
  }

  /** Mean loss of the batch; overwrites the gradients of all params by backpropagation. */
  backpropagate(x: InputRows, labels: Uint8Array): number {
    const { kernels, layers, activations } = this;
    const B = x.rows;
    const loss = this.lossSum(x, labels) / B;
    const last = layers.length - 1;
    const dLogits = this.#dz[last]!;
    kernels[this.output.gradient](this.probabilities, labels, dLogits, B, this.config.outputs);
    for (let l = last; l >= 0; l--) {
      const { weight, dWeight, dBias, inputs: I, outputs: O } = layers[l]!;
      const dz = this.#dz[l]!;
      kernels.biasGradient(dz, dBias, B, O);
      if (l === 0) {
        kernels.sparseWeightGradient(x, dz, dWeight, O);
        if (this.background !== 0) {
          for (let i = 0; i < I; i++) {
            for (let o = 0; o < O; o++) dWeight[i * O + o]! += this.background * dBias[o]!;
          }
        }
      } else {
        const a = activations[l - 1]!;
        const da = this.#dz[l - 1]!;
        kernels.weightGradient(a, dz, dWeight, B, I, O);
        kernels.inputGradient(dz, weight, da, B, I, O);
        kernels.activationGradient(this.config.activation, a, da, B * I);
      }
    }
    return loss;
  }

  /** The class of row b's largest logit, the first of equals; −1 where one is NaN. */
  predictedClass(b: number): number {
    return largestOf(this.logits, b * this.config.outputs, this.config.outputs);
  }

  /** How many rows have their largest logit at the label; a row with NaN never counts. */
  countCorrect(labels: Uint8Array, B: number): number {
    return this.kernels.countCorrect(this.logits, labels, B, this.config.outputs);
  }
}

/** The place of the largest of C numbers from `at` on, the first of equals; −1 where one is NaN. */
function largestOf(values: Floats, at: number, C: number): number {
  let best = 0;
  let max = -Infinity;
  for (let c = 0; c < C; c++) {
    const value = values[at + c]!;
    if (value !== value) return -1;
    if (value > max) {
      max = value;
      best = c;
    }
  }
  return best;
}
