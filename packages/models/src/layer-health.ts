import type { Floats } from "@gradlab/core";
import type { Mlp } from "./mlp.ts";

/** How one layer does on the batch that the net has just propagated forth and back. */
export interface LayerHealth {
  /** Counted from 1; the last is the output layer, whose activation is the logits. */
  readonly layer: number;
  /** Euclidean norm of ∂L/∂W */
  readonly gradientNorm: number;
  readonly activationMean: number;
  readonly activationStd: number;
  /** Share of the activations within 0.01 of an end of the activation's range; 0 without ends. */
  readonly saturatedShare: number;
}

const ends = { sigmoid: [0, 1], tanh: [-1, 1] } as const;

export function layerHealth(net: Mlp, B: number): LayerHealth[] {
  return net.layers.map(({ dWeight, outputs }, l) => {
    const isHidden = l < net.activations.length;
    const a = (isHidden ? net.activations[l]! : net.logits).subarray(0, B * outputs);
    const name = net.config.activation;
    const range = isHidden && (name === "sigmoid" || name === "tanh") ? ends[name] : undefined;
    return { layer: l + 1, gradientNorm: norm(dWeight), ...spread(a), ...saturation(a, range) };
  });
}

export function norm(values: Floats): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}

/** Mean and standard deviation (of the population). */
export function spread(a: Floats): { activationMean: number; activationStd: number } {
  let sum = 0;
  for (const value of a) sum += value;
  const activationMean = sum / a.length;
  let squares = 0;
  for (const value of a) squares += (value - activationMean) * (value - activationMean);
  return { activationMean, activationStd: Math.sqrt(squares / a.length) };
}

export function saturation(
  a: Floats,
  range: readonly [number, number] | undefined,
): { saturatedShare: number } {
  if (range === undefined) return { saturatedShare: 0 };
  let saturated = 0;
  for (const value of a) if (value < range[0] + 0.01 || value > range[1] - 0.01) saturated++;
  return { saturatedShare: saturated / a.length };
}

/** Marks the hidden units that put out anything but 0; silent are those never marked. */
export class UnitWatch {
  readonly #net: Mlp;
  readonly #active: readonly Uint8Array[];

  constructor(net: Mlp) {
    this.#net = net;
    this.#active = net.layers.slice(0, -1).map(({ outputs }) => new Uint8Array(outputs));
  }

  /** Looks at the B samples of the net's last forward pass. */
  observe(B: number): void {
    this.#active.forEach((active, l) => {
      const a = this.#net.activations[l]!;
      const O = active.length;
      for (let i = 0; i < B * O; i++) if (a[i] !== 0) active[i % O] = 1;
    });
  }

  /** Share of silent units of each hidden layer. */
  get silentShares(): number[] {
    return this.#active.map((active) => active.filter((it) => it === 0).length / active.length);
  }

  /** Share of silent units of all hidden layers; 0 without any. */
  get silentShare(): number {
    const all = this.#active.flatMap((active) => [...active]);
    return all.length === 0 ? 0 : all.filter((it) => it === 0).length / all.length;
  }
}

/** Share of the first layer's units whose incoming weights differ from those of all others. */
export function distinctShare(net: Mlp): number {
  const { weight, inputs: I, outputs: O } = net.layers[0]!;
  const same = (j: number, k: number) => {
    for (let i = 0; i < I; i++) if (weight[i * O + j] !== weight[i * O + k]) return false;
    return true;
  };
  let distinct = 0;
  for (let j = 0; j < O; j++) {
    let alone = true;
    for (let k = 0; k < O && alone; k++) alone = k === j || !same(j, k);
    if (alone) distinct++;
  }
  return distinct / O;
}
