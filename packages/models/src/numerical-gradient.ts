import {
  activationFormulas,
  allocateSparseRows,
  type Floats,
  type SparseRows,
} from "@gradlab/core";
import type { Mlp } from "./mlp.ts";

/** The book's step of a central difference. */
export const numericStep = 1e-4;

/**
 * (L(w+h) − L(w−h)) / 2h for every param, into `grads` (arrays shaped as `net.params`, overwritten).
 *
 * The same central difference as evaluating the whole net twice for each param, without the work that
 * repeats itself: changing W[i,j] of a layer by h moves only unit j, by h·input[n,i], in the samples n
 * where that input is not 0; all else comes from the activations of one forward pass. The naive loop,
 * which the tests compare this with, is `numericalGradient` of core.
 */
export function numericalGradients(
  net: Mlp,
  x: SparseRows,
  labels: Uint8Array,
  grads: readonly Floats[],
  h: number = numericStep,
): void {
  if (net.background !== 0) {
    throw new RangeError(`background: ${net.background}; expected 0 for a numerical gradient`);
  }
  expectFloat64(net);
  const B = x.rows;
  net.forward(x);
  const pixels = allocateSparseRows(net.kernels.memory, x.columns, B, x.rowStart[B]!);
  net.kernels.transpose(x, pixels);
  const lossAfter = perturbedLoss(net, labels, B);
  const difference = (l: number, j: number, n: number, dz: number) =>
    lossAfter(l, j, n, dz) - lossAfter(l, j, n, -dz);
  const scale = 2 * h * B;

  net.layers.forEach(({ inputs: I, outputs: O }, l) => {
    const dWeight = grads[2 * l]!;
    const dBias = grads[2 * l + 1]!;
    for (let i = 0; i < I; i++) {
      for (let j = 0; j < O; j++) {
        let sum = 0;
        if (l === 0) {
          for (let p = pixels.rowStart[i]!; p < pixels.rowStart[i + 1]!; p++) {
            sum += difference(l, j, pixels.column[p]!, h * pixels.value[p]!);
          }
        } else {
          const a = net.activations[l - 1]!;
          for (let n = 0; n < B; n++) {
            const input = a[n * I + i]!;
            if (input !== 0) sum += difference(l, j, n, h * input);
          }
        }
        dWeight[i * O + j] = sum / scale;
      }
    }
    for (let j = 0; j < O; j++) {
      let sum = 0;
      for (let n = 0; n < B; n++) sum += difference(l, j, n, h);
      dBias[j] = sum / scale;
    }
  });
}

/** A step of 1e-4 is below what float32 tells apart in a loss. */
function expectFloat64({ kernels }: Mlp): void {
  if (kernels.precision === "float64") return;
  throw new RangeError(`precision: ${kernels.precision}; expected float64 for central differences`);
}

/**
 * The loss of sample n after pre-activation j of layer l has moved by dz; the net must be as
 * `forward` left it. Only what the move reaches is computed again, in scratch of its own.
 */
function perturbedLoss(net: Mlp, labels: Uint8Array, B: number) {
  const { layers, preActivations, activations, kernels, config } = net;
  const last = layers.length - 1;
  const name = config.activation;
  const activation = activationFormulas[name].value;
  const { memory } = kernels;
  const z = layers.map((layer) => memory.floats(layer.outputs));
  const a = layers.map((layer) => memory.floats(layer.outputs));
  const label = memory.bytes(1);
  const probabilities = memory.floats(config.outputs);
  const unmoved = new Float64Array(B);

  /** z[l] = row n of what forward computed. */
  const copyRow = (l: number, n: number) => {
    const O = layers[l]!.outputs;
    const from = preActivations[l]!;
    const to = z[l]!;
    for (let o = 0; o < O; o++) to[o] = from[n * O + o]!;
    return to;
  };

  const lossOf = (logits: Floats, n: number) => {
    label[0] = labels[n]!;
    return kernels[net.output.loss](logits, label, probabilities, 1, config.outputs);
  };
  for (let n = 0; n < B; n++) unmoved[n] = lossOf(copyRow(last, n), n);

  return (l: number, j: number, n: number, dz: number): number => {
    if (l === last) {
      const logits = copyRow(last, n);
      logits[j]! += dz;
      return lossOf(logits, n);
    }
    const at = n * layers[l]!.outputs + j;
    const da = activation(preActivations[l]![at]! + dz) - activations[l]![at]!;
    if (da === 0) return unmoved[n]!; // a silent ReLU
    const { weight, outputs } = layers[l + 1]!;
    const zNext = copyRow(l + 1, n);
    for (let o = 0; o < outputs; o++) zNext[o]! += da * weight[j * outputs + o]!;
    for (let k = l + 2; k <= last; k++) {
      const { weight, bias, inputs, outputs } = layers[k]!;
      kernels.activate(name, z[k - 1]!, a[k - 1]!, inputs);
      kernels.affine(a[k - 1]!, weight, bias, z[k]!, 1, inputs, outputs);
    }
    return lossOf(z[last]!, n);
  };
}
