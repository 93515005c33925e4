import type {
  ActivationName,
  InitializerConfig,
  Kernels,
  OptimizerConfig,
  Precision,
} from "@gradlab/core";
import type { BatchOrder } from "./batches.ts";
import type { Fingerprint } from "./fingerprint.ts";
import type { Params } from "./network.ts";
import type { PixelScaleName } from "./pixel-scale.ts";

export interface TrainConfig {
  readonly model: {
    readonly hidden: readonly number[];
    readonly activation: ActivationName;
    readonly init: InitializerConfig;
    readonly bias: InitializerConfig;
    readonly output: "softmax" | "sigmoid";
  };
  readonly train: {
    readonly optimizer: OptimizerConfig;
    readonly batchSize: number;
    readonly steps: number;
    readonly evaluateEvery: number;
    readonly batches: BatchOrder;
    /** Only the first so many of the train split. */
    readonly samples?: number | undefined;
    readonly pixels: PixelScaleName;
    readonly weightDecay: number;
    readonly gradient: "backprop" | "numeric";
    /** Of params, gradients and activations; central differences need float64. */
    readonly precision: Precision;
  };
}

/** What the outside lends: core and models have no clock, and report no progress by themselves. */
export interface TrainHost {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Called now and then with the steps done. */
  progress(step: number): void;
  /** Plain ones unless given. */
  kernels?(precision: Precision): Kernels;
}

/** Columns of one length each: `step` and what was measured there. */
export type Columns = Record<string, number[]>;
/** Columns of one length each, for a chart. */
export type Table = Record<string, (number | string)[]>;

export interface TrainOutcome {
  /** Where the loss stopped being finite: the step, counted from 1, and the tensor that was first. */
  readonly divergence?: { readonly step: number; readonly tensor: string };
  readonly metrics: Record<string, number | null>;
  readonly series: Record<string, Columns>;
  readonly tables: Record<string, Table>;
  /** Of the params after steps 1, 2, 4, 8, … and those that were evaluated. */
  readonly fingerprints: readonly Fingerprint[];
  readonly timing: Record<string, number>;
  /** As they are after the last step. */
  readonly params: Params;
}
