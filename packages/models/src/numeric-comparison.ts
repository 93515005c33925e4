import type { Floats } from "@gradlab/core";
import type { Mlp } from "./mlp.ts";
import { CentralDifferences } from "./numerical-gradient.ts";
import type { Batch } from "./images.ts";
import type { Columns, TrainHost, TrainOutcome } from "./train-contract.ts";

/** Central differences in place of backprop, and how far each step's gradient is from backprop's. */
export class NumericComparison {
  readonly grads: readonly Floats[];
  readonly #net: Mlp;
  readonly #differences: CentralDifferences;
  readonly #columns: Columns = { step: [], maxDifference: [] };

  constructor(net: Mlp) {
    this.#net = net;
    this.#differences = new CentralDifferences(net);
    this.grads = net.grads.map((it) => net.kernels.memory.floats(it.length));
  }

  /** Overwrites `grads` and the net's own; returns the batch's mean loss, and what comparing took. */
  step(batch: Batch, step: number, host: TrainHost): { loss: number; comparisonMs: number } {
    const net = this.#net;
    const loss = net.lossSum(batch.x, batch.labels) / batch.x.rows;
    this.#differences.gradients(batch.x, batch.labels, this.grads);
    const start = host.now();
    net.backpropagate(batch.x, batch.labels);
    this.#columns["step"]!.push(step);
    this.#columns["maxDifference"]!.push(maxDifference(this.grads, net.grads));
    return { loss, comparisonMs: host.now() - start };
  }

  get record(): Pick<TrainOutcome, "metrics" | "series"> {
    const sorted = this.#columns["maxDifference"]!.toSorted((a, b) => a - b);
    return {
      metrics: {
        "gradient.maxDifference": sorted.at(-1)!,
        "gradient.medianDifference": sorted[sorted.length >> 1]!,
      },
      series: { gradient: this.#columns },
    };
  }
}

/** Largest absolute difference of any entry. */
export function maxDifference(a: readonly Floats[], b: readonly Floats[]): number {
  let max = 0;
  a.forEach((tensor, t) => {
    for (let i = 0; i < tensor.length; i++) {
      max = Math.max(max, Math.abs(tensor[i]! - b[t]![i]!));
    }
  });
  return max;
}
