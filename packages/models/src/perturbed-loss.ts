import { activationFormulas, type Floats } from "@gradlab/core/training";
import type { Mlp } from "./mlp.ts";

/**
 * Losses of single samples after one pre-activation has moved: only what the move reaches is computed
 * again, in scratch of its own, for any depth and loss.
 */
export class PerturbedLoss {
  readonly #net: Mlp;
  readonly #z: readonly Floats[];
  readonly #a: readonly Floats[];
  readonly #label: Uint8Array;
  readonly #probabilities: Floats;
  readonly #unmoved: Float64Array;
  #labels: Uint8Array = new Uint8Array();

  constructor(net: Mlp) {
    const { layers, kernels, config, capacity } = net;
    const { memory } = kernels;
    this.#net = net;
    this.#z = layers.map((layer) => memory.floats(layer.outputs));
    this.#a = layers.map((layer) => memory.floats(layer.outputs));
    this.#label = memory.bytes(1);
    this.#probabilities = memory.floats(config.outputs);
    this.#unmoved = new Float64Array(capacity);
  }

  /** Takes the B samples as the net's `forward` left them. */
  begin(labels: Uint8Array, B: number): void {
    this.#labels = labels;
    const last = this.#z.length - 1;
    for (let n = 0; n < B; n++) this.#unmoved[n] = this.#lossOf(this.#row(last, n), n);
  }

  /** The loss of sample n after pre-activation j of layer l has moved by dz. */
  after(l: number, j: number, n: number, dz: number): number {
    const { layers, preActivations, activations, kernels, config } = this.#net;
    const z = this.#z;
    const a = this.#a;
    const last = layers.length - 1;
    if (l === last) {
      const logits = this.#row(last, n);
      logits[j]! += dz;
      return this.#lossOf(logits, n);
    }
    const at = n * layers[l]!.outputs + j;
    const { value } = activationFormulas[config.activation];
    const da = value(preActivations[l]![at]! + dz) - activations[l]![at]!;
    if (da === 0) return this.#unmoved[n]!; // a silent ReLU
    const { weight, outputs } = layers[l + 1]!;
    const zNext = this.#row(l + 1, n);
    for (let o = 0; o < outputs; o++) zNext[o]! += da * weight[j * outputs + o]!;
    for (let k = l + 2; k <= last; k++) {
      const { weight, bias, inputs, outputs } = layers[k]!;
      kernels.activate(config.activation, z[k - 1]!, a[k - 1]!, inputs);
      kernels.affine(a[k - 1]!, weight, bias, z[k]!, 1, inputs, outputs);
    }
    return this.#lossOf(z[last]!, n);
  }

  /** Row n of layer l's pre-activations, copied into scratch. */
  #row(l: number, n: number): Floats {
    const O = this.#net.layers[l]!.outputs;
    const from = this.#net.preActivations[l]!;
    const to = this.#z[l]!;
    for (let o = 0; o < O; o++) to[o] = from[n * O + o]!;
    return to;
  }

  #lossOf(logits: Floats, n: number): number {
    const { kernels, output, config } = this.#net;
    this.#label[0] = this.#labels[n]!;
    return kernels[output.loss](logits, this.#label, this.#probabilities, 1, config.outputs);
  }
}
