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

/** Layers from the input on; biases start at 0. Each weight has a random stream of its own. */
export function createLayers(config: MlpConfig, rng: Rng): LayerParams[] {
  const widths = [config.inputs, ...config.hidden, config.outputs];
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!;
    return {
      inputs,
      outputs,
      weight: initializeWeight(config.init, inputs, outputs, rng.split(`W${l + 1}`)),
      bias: new Float64Array(outputs),
      dWeight: new Float64Array(inputs * outputs),
      dBias: new Float64Array(outputs),
    };
  });
}
