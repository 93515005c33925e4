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

/** Follows the hidden units that have put out 0 for every sample so far: the silent ones. */
export class UnitWatch {
  readonly #net: Mlp;
  /** Of each hidden layer. One that spoke is not looked at again, so that watching costs next to nothing. */
  readonly #silent: number[][];

  constructor(net: Mlp) {
    this.#net = net;
    this.#silent = net.layers
      .slice(0, -1)
      .map(({ outputs }) => Array.from({ length: outputs }, (_, unit) => unit));
  }

  /** Looks at the B samples of the net's last forward pass. */
  observe(B: number): void {
    this.#silent.forEach((units, l) => {
      const { outputs: O } = this.#net.layers[l]!;
      const a = this.#net.activations[l]!;
      this.#silent[l] = units.filter((unit) => isSilent(a, unit, B, O));
    });
  }

  /** Share of silent units of each hidden layer. */
  get silentShares(): number[] {
    return this.#silent.map((units, l) => units.length / this.#net.layers[l]!.outputs);
  }

  /** Share of silent units of all hidden layers; 0 without any. */
  get silentShare(): number {
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
    const all = sum(this.#silent.map((_, l) => this.#net.layers[l]!.outputs));
    return all === 0 ? 0 : sum(this.#silent.map((units) => units.length)) / all;
  }
}

/** a (B,O) */
function isSilent(a: Floats, unit: number, B: number, O: number): boolean {
  for (let i = unit; i < B * O; i += O) if (a[i] !== 0) return false;
  return true;
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
