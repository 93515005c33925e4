import {
  heapMemory,
  initializeWeight,
  type ActivationName,
  type Floats,
  type InitializerConfig,
  type Memory,
  type Rng,
} from "@gradlab/core/training";

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
  readonly weight: Floats;
  readonly bias: Floats;
  readonly dWeight: Floats;
  readonly dBias: Floats;
}

/**
 * Layers from the input on, their arrays from `memory`. Each weight and each bias has a random stream
 * of its own; what is drawn is rounded to the memory's precision.
 */
export function createLayers(
  config: MlpConfig,
  rng: Rng,
  memory: Memory = heapMemory("float64"),
): LayerParams[] {
  const kept = (drawn: Float64Array) => {
    const array = memory.floats(drawn.length);
    array.set(drawn);
    return array;
  };
  const widths = [config.inputs, ...config.hidden, config.outputs];
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!;
    return {
      inputs,
      outputs,
      weight: kept(initializeWeight(config.init, inputs, outputs, rng.split(`W${l + 1}`))),
      bias: kept(
        initializeWeight(config.bias ?? { type: "zeros" }, 1, outputs, rng.split(`b${l + 1}`)),
      ),
      dWeight: memory.floats(inputs * outputs),
      dBias: memory.floats(outputs),
    };
  });
}
