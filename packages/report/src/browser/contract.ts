/** What the section in the page asks of the net behind it; it knows of no kernels and no layers' order. */
export interface LiveReader {
  /** Whether the compiled kernels compute, or, where a browser cannot, the plain ones with the same bits. */
  readonly computedBy: "wasm" | "plain";
  readonly precision: "float32" | "float64";
  /** Whether its outputs are probabilities that add up to 1. */
  readonly isSoftmax: boolean;
  /** Steps of training, ascending. */
  readonly checkpoints: readonly CheckpointInfo[];
  /** Test images to try; none where the results keep none. */
  readonly samples: readonly Sample[];
  /** Of the layers, with the params of the checkpoint in use. */
  readonly layers: readonly LayerView[];
  /** Takes the params of a checkpoint, by its place. */
  use(checkpoint: number): void;
  /** What the net makes of a picture, 28×28 bytes; good until the next. */
  read(picture: Uint8Array): Reading;
  /** Reads all samples and holds the bits of what comes out against Node's. */
  prove(): Proof;
}

export interface CheckpointInfo {
  readonly step: number;
  /** Share of the whole test split read right after this step. */
  readonly testAccuracy: number;
  /** Params as training left them; else rounded to 8 bits a weight. */
  readonly isExact: boolean;
}

export interface Sample {
  readonly picture: Uint8Array;
  readonly label: number;
}

export interface LayerView {
  readonly inputs: number;
  readonly outputs: number;
  /** (inputs, outputs) */
  readonly weight: ArrayLike<number>;
}

export interface Reading {
  /** The digit; −1 where an output is not a number. */
  readonly digit: number;
  readonly probabilities: ArrayLike<number>;
  /** Of each hidden layer. */
  readonly activations: readonly ArrayLike<number>[];
}

export interface Proof {
  readonly samples: number;
  /** Samples whose every output has the same bits as in Node. */
  readonly equal: number;
  /** Samples whose label was read. */
  readonly right: number;
}
