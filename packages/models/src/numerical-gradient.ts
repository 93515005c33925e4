import {
  allocateSparseRows,
  expectFloat64,
  fillSparseRows,
  type Floats,
  type InputRows,
  type SparseRows,
} from "@gradlab/core/training";
import type { Mlp } from "./mlp.ts";
import { PerturbedLoss } from "./perturbed-loss.ts";

/** The book's step of a central difference. */
export const numericStep = 1e-4;

/**
 * Central differences (L(w+h) − L(w−h)) / 2h for every param of a net; buffers are made once, for as
 * many samples as the net has room for.
 *
 * The same differences as evaluating the whole net twice for each param, without the work that repeats
 * itself: changing W[i,j] of a layer by h moves only unit j, by h·input[n,i], in the samples n where that
 * input is not 0; all else comes from the activations of one forward pass. The naive loop, which the
 * tests compare this with, is `numericalGradient` of core.
 */
export class CentralDifferences {
  readonly #net: Mlp;
  readonly #h: number;
  readonly #perturbed: PerturbedLoss;
  /** What layer l is given, as rows of units (I,B), and how it is brought there. */
  readonly #inputs: readonly SparseRows[];
  readonly #dense: SparseRows;
  /** A row of ones, one for each sample: the input of a bias. */
  readonly #ones: SparseRows;

  /** Throws where the net is not of float64. */
  constructor(net: Mlp, h: number = numericStep) {
    expectFloat64(net.kernels.precision);
    if (net.background !== 0) {
      throw new RangeError(`background: ${net.background}; expected 0 for a numerical gradient`);
    }
    const { layers, capacity } = net;
    const { memory } = net.kernels;
    const widest = Math.max(...layers.map(({ outputs }) => outputs));
    this.#net = net;
    this.#h = h;
    this.#perturbed = new PerturbedLoss(net);
    this.#inputs = layers.map(({ inputs }) =>
      allocateSparseRows(memory, inputs, capacity, inputs * capacity),
    );
    this.#dense = allocateSparseRows(memory, capacity, widest, widest * capacity);
    this.#ones = allocateSparseRows(memory, 1, capacity, capacity);
  }

  /** Overwrites `grads`, arrays shaped as the net's params, and what a forward pass does. */
  gradients(x: InputRows, labels: Uint8Array, grads: readonly Floats[]): void {
    const net = this.#net;
    const B = x.rows;
    net.forward(x);
    this.#perturbed.begin(labels, B);
    fillSparseRows(new Uint8Array(B).fill(1), 1, { ...this.#ones, columns: B });
    this.#ones.rows = 1;
    for (let l = 0; l < net.layers.length; l++) {
      this.#differences(l, this.#transposedInput(l, x), labels, grads[2 * l]!);
      this.#differences(l, this.#ones, labels, grads[2 * l + 1]!);
    }
    const scale = 2 * this.#h * B;
    for (const sums of grads) for (let i = 0; i < sums.length; i++) sums[i]! /= scale;
  }

  #transposedInput(l: number, x: InputRows): SparseRows {
    const net = this.#net;
    const to = this.#inputs[l]!;
    if (l === 0) {
      net.kernels.transpose(x, to);
    } else {
      const from = { ...this.#dense, columns: net.layers[l]!.inputs };
      fillSparseRows(net.activations[l - 1]!, x.rows, from);
      net.kernels.transpose(from, to);
    }
    return to;
  }

  /** sums[i,j] = Σ_n loss(z[n,j] + dz) − loss(z[n,j] − dz), dz = h·input[n,i]; the rows of xT are inputs */
  #differences(l: number, xT: SparseRows, labels: Uint8Array, sums: Floats): void {
    const { kernels, layers, logits, output, config, preActivations, activations } = this.#net;
    const last = layers.length - 1;
    const C = config.outputs;
    const O = layers[l]!.outputs;
    const h = this.#h;
    if (output.loss === "softmaxCrossEntropy" && l === last) {
      kernels.logitDifferences(xT, h, logits, labels, sums, C);
    } else if (output.loss === "softmaxCrossEntropy" && l === last - 1) {
      const [z, a] = [preActivations[l]!, activations[l]!];
      const { weight } = layers[last]!;
      kernels.unitDifferences(xT, h, config.activation, z, a, logits, weight, labels, sums, O, C);
    } else {
      this.#generalDifferences(l, xT, sums);
    }
  }

  /** For layers and losses that the kernels do not know. */
  #generalDifferences(l: number, xT: SparseRows, sums: Floats): void {
    const O = this.#net.layers[l]!.outputs;
    for (let i = 0; i < xT.rows; i++) {
      for (let j = 0; j < O; j++) {
        let sum = 0;
        for (let p = xT.rowStart[i]!; p < xT.rowStart[i + 1]!; p++) {
          const n = xT.column[p]!;
          const dz = this.#h * xT.value[p]!;
          sum += this.#perturbed.after(l, j, n, dz) - this.#perturbed.after(l, j, n, -dz);
        }
        sums[i * O + j] = sum;
      }
    }
  }
}

/** Central differences of one batch, in buffers of their own. */
export function numericalGradients(
  net: Mlp,
  x: InputRows,
  labels: Uint8Array,
  grads: readonly Floats[],
  h: number = numericStep,
): void {
  new CentralDifferences(net, h).gradients(x, labels, grads);
}
