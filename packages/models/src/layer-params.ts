import {
  initializeWeight,
  type ActivationName,
  type InitializerConfig,
  type Rng,
} from "@gradlab/core";

export interface MlpConfig {
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly activation: ActivationName;
  readonly init: InitializerConfig;
  /** zeros when left out */
  readonly bias?: InitializerConfig;
  /** softmax (when left out) with cross-entropy, or sigmoid with the quadratic cost */
  readonly output?: "softmax" | "sigmoid";
}

/** One affine layer: weight (I,O), bias (O), and where their gradients go. */
export interface LayerParams {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  readonly dWeight: Float64Array;
  readonly dBias: Float64Array;
}

/** Layers from the input on. Each weight and each bias has a random stream of its own. */
export function createLayers(config: MlpConfig, rng: Rng): LayerParams[] {
  const widths = [config.inputs, ...config.hidden, config.outputs];
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!;
    return {
      inputs,
      outputs,
      weight: initializeWeight(config.init, inputs, outputs, rng.split(`W${l + 1}`)),
      bias: initializeWeight(config.bias ?? { type: "zeros" }, 1, outputs, rng.split(`b${l + 1}`)),
      dWeight: new Float64Array(inputs * outputs),
      dBias: new Float64Array(outputs),
    };
  });
}
