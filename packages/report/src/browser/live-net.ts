import type { Floats, Precision } from "@gradlab/core";
import type { MlpConfig, PixelScaleName } from "@gradlab/models";
import type { CheckpointInfo } from "./contract.ts";

/** A trained net that a page embeds, with what it was on the way. */
export interface LiveNet {
  readonly model: MlpConfig;
  readonly precision: Precision;
  /** Standardised pixels would need the whole train split. */
  readonly pixels: Exclude<PixelScaleName, "standardised">;
  /** By ascending step; the last is where training ended. */
  readonly checkpoints: readonly LiveCheckpoint[];
}

export interface LiveCheckpoint extends CheckpointInfo {
  /** W1 (I,H), b1 (H), W2, b2, … */
  readonly params: readonly Floats[];
}

/** Test images, and what Node computed for them. */
export interface LiveSamples {
  /** (samples, inputs) */
  readonly pictures: Uint8Array;
  readonly labels: Uint8Array;
  /** For each checkpoint (samples, outputs), before softmax or sigmoid. */
  readonly logits: readonly Floats[];
}

/** Inputs and outputs of each layer. */
export function layerSizes({ inputs, hidden, outputs }: MlpConfig): [number, number][] {
  const widths = [inputs, ...hidden, outputs];
  return widths.slice(1).map((width, l) => [widths[l]!, width]);
}
