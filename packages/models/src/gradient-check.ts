import { allocateSparseRows, type Floats } from "@gradlab/core";
import type { Batch } from "./images.ts";
import { kinkWatch } from "./kink-watch.ts";
import { norm } from "./layer-health.ts";
import type { Mlp } from "./mlp.ts";
import { numericalGradients } from "./numerical-gradient.ts";

/** Backprop beside central differences in the entries of one param tensor. */
export interface TensorCheck {
  readonly tensor: string;
  readonly entries: number;
  readonly maxDifference: number;
  /** ‖numeric − backprop‖ / (‖numeric‖ + ‖backprop‖), 0 where both are 0 */
  readonly relativeDifference: number;
  /** Share of the entries whose ±h moves a ReLU across its kink, in any sample. */
  readonly kinkShare: number;
  /** Among the others; null when there are none. */
  readonly maxDifferenceAwayFromKinks: number | null;
}

/** Checks every param on one batch; overwrites what a forward pass and backpropagation do. */
export function checkGradients(net: Mlp, { x, labels }: Batch, h: number): TensorCheck[] {
  const numeric = net.grads.map((grad) => net.kernels.memory.floats(grad.length));
  numericalGradients(net, x, labels, numeric, h);
  net.backpropagate(x, labels);
  const kinks = entriesAtKinks(net, x, h);
  const { paramNames } = net;
  return net.grads.map((backprop, t) => compare(paramNames[t]!, numeric[t]!, backprop, kinks[t]!));
}

function compare(
  tensor: string,
  numeric: Floats,
  backprop: Floats,
  atKink: Uint8Array,
): TensorCheck {
  const difference = numeric.map((it, i) => it - backprop[i]!);
  const sizes = norm(numeric) + norm(backprop);
  const away = difference.filter((_, i) => atKink[i] === 0);
  return {
    tensor,
    entries: numeric.length,
    maxDifference: largest(difference),
    relativeDifference: sizes === 0 ? 0 : norm(difference) / sizes,
    kinkShare: 1 - away.length / numeric.length,
    maxDifferenceAwayFromKinks: away.length === 0 ? null : largest(away),
  };
}

function largest(values: Floats): number {
  let max = 0;
  for (const value of values) max = Math.max(max, Math.abs(value));
  return max;
}

/** 1 for each entry, arrays shaped as `net.params`; the net must be as `forward` left it. */
function entriesAtKinks(net: Mlp, x: Batch["x"], h: number): Uint8Array[] {
  const flags = net.params.map((param) => new Uint8Array(param.length));
  if (net.config.activation !== "relu") return flags;
  const B = x.rows;
  const pixels = allocateSparseRows(net.kernels.memory, x.columns, B, B * x.columns);
  net.kernels.transpose(x, pixels);
  const crosses = kinkWatch(net);

  net.layers.forEach(({ inputs: I, outputs: O }, l) => {
    if (l === net.layers.length - 1) return; // nothing with a kink comes after it
    const [ofWeight, ofBias] = [flags[2 * l]!, flags[2 * l + 1]!];
    for (let j = 0; j < O; j++) {
      for (let n = 0; n < B && ofBias[j] === 0; n++) if (crosses(l, j, n, h)) ofBias[j] = 1;
      for (let i = 0; i < I; i++) {
        const at = i * O + j;
        if (l === 0) {
          for (
            let p = pixels.rowStart[i]!;
            p < pixels.rowStart[i + 1]! && ofWeight[at] === 0;
            p++
          ) {
            if (crosses(l, j, pixels.column[p]!, h * pixels.value[p]!)) ofWeight[at] = 1;
          }
        } else {
          const a = net.activations[l - 1]!;
          for (let n = 0; n < B && ofWeight[at] === 0; n++) {
            if (crosses(l, j, n, h * a[n * I + i]!)) ofWeight[at] = 1;
          }
        }
      }
    }
  });
  return flags;
}
