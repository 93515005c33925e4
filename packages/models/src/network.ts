import {
  sparseRows,
  type Floats,
  type Rng,
  type SparseRows,
  type Tensor,
} from "@gradlab/core/training";
import { createLayers, type LayerParams, type MlpConfig } from "./layer-params.ts";
import { Mlp } from "./mlp.ts";
import { numericalGradients, numericStep } from "./numerical-gradient.ts";

/** Class numbers (B), or one-hot rows (B,C). */
export type Labels = ArrayLike<number> | Tensor;

/** Tensors by name: W1 (I,H), b1 (H), W2, b2, … */
export type Params = Record<string, Tensor>;

/**
 * A multilayer perceptron as the books' readers use one, on dense tensors. Convenient rather than
 * fast: training runs on `Mlp` directly.
 */
export class Network {
  /** The arrays the net computes with: writing to them changes the net. */
  readonly params: Params;
  readonly config: MlpConfig;
  readonly #layers: readonly LayerParams[];
  #mlp: Mlp;

  constructor(config: MlpConfig, rng: Rng) {
    this.config = config;
    this.#layers = createLayers(config, rng);
    this.#mlp = new Mlp(config, this.#layers, 1);
    this.params = this.#named(this.#mlp.params);
  }

  /** Scores before softmax (B,C); x (B,I) or (I). */
  predict(x: Tensor): Tensor {
    const { mlp, rows } = this.#ready(x);
    mlp.forward(rows);
    const shape = [rows.rows, this.config.outputs];
    return { shape, data: mlp.logits.slice(0, rows.rows * this.config.outputs) as Float64Array };
  }

  /** Mean cross-entropy of the softmax of the scores. */
  loss(x: Tensor, t: Labels): number {
    const { mlp, rows } = this.#ready(x);
    return mlp.lossSum(rows, this.#classes(t, rows.rows)) / rows.rows;
  }

  /** Fraction of the rows whose largest score is at the label, 0..1. */
  accuracy(x: Tensor, t: Labels): number {
    const { mlp, rows } = this.#ready(x);
    mlp.forward(rows);
    return mlp.countCorrect(this.#classes(t, rows.rows), rows.rows) / rows.rows;
  }

  /** Gradient of the loss by backpropagation. */
  gradient(x: Tensor, t: Labels): Params {
    const { mlp, rows } = this.#ready(x);
    mlp.backpropagate(rows, this.#classes(t, rows.rows));
    return this.#named(mlp.grads.map((grad) => grad.slice()));
  }

  /** Gradient of the loss by central differences. */
  numericalGradient(x: Tensor, t: Labels, h: number = numericStep): Params {
    const { mlp, rows } = this.#ready(x);
    const grads = mlp.params.map((param) => new Float64Array(param.length));
    numericalGradients(mlp, rows, this.#classes(t, rows.rows), grads, h);
    return this.#named(grads);
  }

  #ready(x: Tensor): { mlp: Mlp; rows: SparseRows } {
    const columns = x.shape.at(-1) ?? 0;
    const count = columns === 0 ? 0 : x.data.length / columns;
    const { inputs } = this.config;
    if (columns !== inputs) {
      throw new RangeError(
        `shape does not fit: x is (${x.shape.join(",")}); expected (B,${inputs}), as W1 is (${inputs},${this.#layers[0]!.outputs})`,
      );
    }
    if (count > this.#mlp.capacity) this.#mlp = new Mlp(this.config, this.#layers, count);
    return { mlp: this.#mlp, rows: sparseRows(x.data, count, columns) };
  }

  #classes(t: Labels, B: number): Uint8Array {
    const C = this.config.outputs;
    const labels = "shape" in t ? classesOfOneHot(t, C) : Array.from(t);
    if (labels.length !== B) {
      throw new RangeError(
        `labels do not fit: ${labels.length}; expected one for each of ${B} rows`,
      );
    }
    for (const label of labels) {
      if (!Number.isInteger(label) || label < 0 || label >= C) {
        throw new RangeError(`label out of range: ${label}; expected 0 to ${C - 1}`);
      }
    }
    return Uint8Array.from(labels);
  }

  #named(arrays: readonly Floats[]): Params {
    const { paramNames } = this.#mlp;
    return Object.fromEntries(
      arrays.map((data, i) => {
        const layer = this.#layers[i >> 1]!;
        const shape = i % 2 === 0 ? [layer.inputs, layer.outputs] : [layer.outputs];
        return [paramNames[i]!, { shape, data: data as Float64Array }];
      }),
    );
  }
}

/** The column of the one 1 in each row; anything but one-hot rows is refused. */
function classesOfOneHot(t: Tensor, C: number): number[] {
  if (t.shape.at(-1) !== C) {
    throw new RangeError(`shape does not fit: t is (${t.shape.join(",")}); expected (B,${C})`);
  }
  return Array.from({ length: t.data.length / C }, (_, b) => {
    const row = t.data.subarray(b * C, (b + 1) * C);
    const label = row.indexOf(1);
    if (label < 0 || row.some((value, c) => value !== (c === label ? 1 : 0))) {
      throw new RangeError(
        `not one-hot: row ${b} of t is [${row.join(", ")}]; expected one 1, else 0`,
      );
    }
    return label;
  });
}

/** A net of any depth: `mlp({ inputs, hidden: [100, 100], outputs, activation, init }, rng)`. */
export function mlp(config: MlpConfig, rng: Rng): Network {
  return new Network(config, rng);
}

/** The book's: one hidden layer, ReLU unless told otherwise, weights from N(0, 0.01²). */
export class TwoLayerNet extends Network {
  constructor(
    sizes: { inputs: number; hidden: number; outputs: number },
    rng: Rng,
    {
      activation = "relu",
      std = 0.01,
    }: { activation?: MlpConfig["activation"]; std?: number } = {},
  ) {
    const init = { type: "normal", std } as const;
    super({ ...sizes, hidden: [sizes.hidden], activation, init }, rng);
  }
}
