import {
  allocateSparseRows,
  plainKernels,
  transposeSparseRows,
  type Kernels,
  type SparseRows,
} from "@gradlab/core";
import type { LayerParams, MlpConfig } from "./layer-params.ts";

/**
 * A multilayer perceptron on softmax with cross-entropy: a ← f(a·W + b) layer by layer, the last
 * layer without f. The first layer reads sparse rows. Buffers are made once, for `capacity` samples.
 */
export class Mlp {
  readonly layers: readonly LayerParams[];
  /** z of each layer (B,O); the last one is the logits. */
  readonly preActivations: readonly Float64Array[];
  /** f(z) of each hidden layer (B,O). */
  readonly activations: readonly Float64Array[];
  readonly probabilities: Float64Array;
  readonly #dz: readonly Float64Array[];
  readonly #transposed: SparseRows;
  readonly config: MlpConfig;
  readonly capacity: number;
  readonly kernels: Kernels;

  /** `layers` as `createLayers` makes them; nets may share them. */
  constructor(
    config: MlpConfig,
    layers: readonly LayerParams[],
    capacity: number,
    kernels: Kernels = plainKernels,
  ) {
    this.config = config;
    this.capacity = capacity;
    this.kernels = kernels;
    this.layers = layers;
    const perOutput = (layer: LayerParams) => new Float64Array(capacity * layer.outputs);
    this.preActivations = this.layers.map(perOutput);
    this.activations = this.layers.slice(0, -1).map(perOutput);
    this.#dz = this.layers.map(perOutput);
    this.probabilities = new Float64Array(capacity * config.outputs);
    this.#transposed = allocateSparseRows(config.inputs, capacity, capacity * config.inputs);
  }

  /** W1, b1, W2, b2, … */
  get params(): Float64Array[] {
    return this.layers.flatMap((layer) => [layer.weight, layer.bias]);
  }

  get grads(): Float64Array[] {
    return this.layers.flatMap((layer) => [layer.dWeight, layer.dBias]);
  }

  get paramNames(): string[] {
    return this.layers.flatMap((_, l) => [`W${l + 1}`, `b${l + 1}`]);
  }

  get logits(): Float64Array {
    return this.preActivations.at(-1)!;
  }

  /** Overwrites `preActivations` and `activations`; x (B,I) with B ≤ capacity. */
  forward(x: SparseRows): void {
    if (x.columns !== this.config.inputs) {
      throw new RangeError(
        `shape does not fit: x is (${x.rows},${x.columns}); W1 is (${this.config.inputs},${this.layers[0]!.outputs})`,
      );
    }
    const { kernels, layers, preActivations, activations } = this;
    const last = layers.length - 1;
    for (let l = 0; l <= last; l++) {
      const { weight, bias, inputs: I, outputs: O } = layers[l]!;
      const z = preActivations[l]!;
      if (l === 0) kernels.sparseAffine(x, weight, bias, z, O);
      else kernels.affine(activations[l - 1]!, weight, bias, z, x.rows, I, O);
      if (l < last) kernels.activate(this.config.activation, z, activations[l]!, x.rows * O);
    }
  }

  /** Sum of the samples' losses; overwrites what forward does, and `probabilities`. */
  lossSum(x: SparseRows, labels: Uint8Array): number {
    this.forward(x);
    return this.kernels.softmaxCrossEntropy(
      this.logits,
      labels,
      this.probabilities,
      x.rows,
      this.config.outputs,
    );
  }

  /** Mean loss of the batch; overwrites the gradients of all params by backpropagation. */
  backpropagate(x: SparseRows, labels: Uint8Array): number {
    const { kernels, layers, activations } = this;
    const B = x.rows;
    const loss = this.lossSum(x, labels) / B;
    const last = layers.length - 1;
    const dLogits = this.#dz[last]!;
    kernels.softmaxCrossEntropyGradient(
      this.probabilities,
      labels,
      dLogits,
      B,
      this.config.outputs,
    );
    for (let l = last; l >= 0; l--) {
      const { weight, dWeight, dBias, inputs: I, outputs: O } = layers[l]!;
      const dz = this.#dz[l]!;
      kernels.biasGradient(dz, dBias, B, O);
      if (l === 0) {
        transposeSparseRows(x, this.#transposed);
        kernels.sparseWeightGradient(this.#transposed, dz, dWeight, O);
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

  /** How many rows have their largest logit at the label; a row with NaN never counts. */
  countCorrect(labels: Uint8Array, B: number): number {
    const C = this.config.outputs;
    const { logits } = this;
    let correct = 0;
    for (let b = 0; b < B; b++) {
      const own = logits[b * C + labels[b]!]!;
      let best = own === own;
      for (let c = 0; c < C && best; c++) {
        const other = logits[b * C + c]!;
        // The first of equal logits wins, as with argmax.
        best = other < own || (other === own && c >= labels[b]!);
      }
      if (best) correct++;
    }
    return correct;
  }
}
