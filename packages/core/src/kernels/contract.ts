import type { Memory } from "./memory.ts";

/**
 * The arithmetic of training on flat arrays of one precision, row-major, nothing allocated per call.
 * Letters: B batch, I in, O out, C classes. Every sum runs in ascending order of its index, starting
 * from what the formula names first, and every operation is rounded to the precision, so that a second
 * implementation can match the bits. Losses are summed in float64 whatever the precision.
 */
export interface Kernels {
  readonly precision: Precision;
  /** Where every array that a kernel is given must come from. */
  readonly memory: Memory;

  /** out = xᵀ, entries of a row in ascending order of x's rows, at most 65,536; `out` must have the room. */
  transpose(x: InputRows, out: SparseRows): void;

  /** out = x·weight + bias; x (B,I) sparse, weight (I,O), bias (O), out (B,O) overwritten */
  sparseAffine(x: InputRows, weight: Floats, bias: Floats, out: Floats, O: number): void;

  /** dWeight = xᵀ·dz; x (B,I) sparse, dz (B,O), dWeight (I,O) overwritten */
  sparseWeightGradient(x: InputRows, dz: Floats, dWeight: Floats, O: number): void;

  /** out = x·weight + bias; x (B,I), weight (I,O), bias (O), out (B,O) overwritten */
  affine(
    x: Floats,
    weight: Floats,
    bias: Floats,
    out: Floats,
    B: number,
    I: number,
    O: number,
  ): void;

  /** dWeight = xᵀ·dz; x (B,I), dz (B,O), dWeight (I,O) overwritten */
  weightGradient(x: Floats, dz: Floats, dWeight: Floats, B: number, I: number, O: number): void;

  /** dx = dz·weightᵀ; dz (B,O), weight (I,O), dx (B,I) overwritten */
  inputGradient(dz: Floats, weight: Floats, dx: Floats, B: number, I: number, O: number): void;

  /** dBias[o] = Σ_b dz[b,o]; dz (B,O), dBias (O) overwritten */
  biasGradient(dz: Floats, dBias: Floats, B: number, O: number): void;

  /** a = f(z), `count` numbers; a may be z itself */
  activate(name: ActivationName, z: Floats, a: Floats, count: number): void;

  /** da ← da·f′(z), told from a = f(z) alone; `count` numbers, in place */
  activationGradient(name: ActivationName, a: Floats, da: Floats, count: number): void;

  /**
   * probabilities = softmax of each row of logits (B,C), overwritten; returns
   * Σ_b −log(probabilities[b, labels[b]] + 1e-7), the book's cross-entropy before the division by B
   */
  softmaxCrossEntropy(
    logits: Floats,
    labels: Uint8Array,
    probabilities: Floats,
    B: number,
    C: number,
  ): number;

  /** dLogits = (probabilities − onehot(labels))/B; (B,C), overwritten; may be probabilities itself */
  softmaxCrossEntropyGradient(
    probabilities: Floats,
    labels: Uint8Array,
    dLogits: Floats,
    B: number,
    C: number,
  ): void;

  /** How many rows of logits (B,C) have their largest, the first of equals, at the label; with NaN none has. */
  countCorrect(logits: Floats, labels: Uint8Array, B: number, C: number): number;

  /**
   * outputs = sigmoid of the logits (B,C), overwritten; returns ½ Σ_b ‖outputs[b] − onehot(labels[b])‖²,
   * Nielsen's cost before the division by B
   */
  sigmoidQuadraticCost(
    logits: Floats,
    labels: Uint8Array,
    outputs: Floats,
    B: number,
    C: number,
  ): number;

  /** dLogits = (outputs − onehot(labels))·outputs(1 − outputs)/B; (B,C), overwritten */
  sigmoidQuadraticCostGradient(
    outputs: Floats,
    labels: Uint8Array,
    dLogits: Floats,
    B: number,
    C: number,
  ): void;

  /**
   * sums[i,j] = Σ_p loss(z[n,j] + dz) − loss(z[n,j] − dz) with n = column[p], dz = h·value[p], over the
   * entries p of xT's row i: what moving the weight from input i to unit j of the last hidden layer by ±h
   * does to the loss of softmax and cross-entropy. xT (I,B), z and a = f(z) (B,O), logits (B,C), weight
   * (O,C) and labels (B) of the last layer, sums (I,O) overwritten. Throws where not float64.
   */
  unitDifferences(
    xT: SparseRows,
    h: number,
    name: ActivationName,
    z: Floats,
    a: Floats,
    logits: Floats,
    weight: Floats,
    labels: Uint8Array,
    sums: Floats,
    O: number,
    C: number,
  ): void;

  /** The same for weights of the last layer, each of which moves one logit; sums (I,C) overwritten. */
  logitDifferences(
    xT: SparseRows,
    h: number,
    logits: Floats,
    labels: Uint8Array,
    sums: Floats,
    C: number,
  ): void;

  /** w ← w − learningRate·dw */
  sgd(w: Floats, dw: Floats, learningRate: number): void;

  /** v ← momentum·v − learningRate·dw, w ← w + v */
  momentum(w: Floats, dw: Floats, v: Floats, learningRate: number, momentum: number): void;

  /** w ← w + momentum²·v − (1 + momentum)·learningRate·dw, then v ← momentum·v − learningRate·dw */
  nesterov(w: Floats, dw: Floats, v: Floats, learningRate: number, momentum: number): void;

  /** h ← h + dw², w ← w − learningRate·dw/(√h + 1e-7) */
  adagrad(w: Floats, dw: Floats, h: Floats, learningRate: number): void;

  /** h ← decay·h + (1 − decay)·dw², w ← w − learningRate·dw/(√h + 1e-7) */
  rmsprop(w: Floats, dw: Floats, h: Floats, learningRate: number, decay: number): void;

  /** m ← m + (1 − beta1)(dw − m), v ← v + (1 − beta2)(dw² − v), w ← w − rate·m/(√v + 1e-7) */
  adam(
    w: Floats,
    dw: Floats,
    m: Floats,
    v: Floats,
    rate: number,
    beta1: number,
    beta2: number,
  ): void;

  /** dw ← dw + lambda·w, the gradient of ½λΣw² */
  decay(w: Floats, dw: Floats, lambda: number): void;
}

export const precisions = ["float32", "float64"] as const;
export type Precision = (typeof precisions)[number];
export type Floats = Float32Array | Float64Array;

/** Bytes in rows with few that are not 0 (CSR), such as images. */
export interface ByteRows {
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  readonly pixel: Uint8Array;
}

/** Rows with few nonzeros (CSR). A skipped entry is exactly 0. */
export interface SparseRows {
  rows: number;
  readonly columns: number;
  /** rows + 1 offsets into `column` and `value`; the buffers may be longer than what is in use. */
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  readonly value: Floats;
}

/** Rows of images by their numbers, read where they lie: x[b,:] = levels[row samples[b] of images]. */
export interface PickedRows {
  rows: number;
  readonly columns: number;
  readonly images: ByteRows;
  /** The buffer may be longer than `rows`. */
  readonly samples: Uint32Array;
  /** What each of the 256 bytes stands for; a skipped byte 0 is exactly 0. */
  readonly levels: Floats;
}

/** What a net's first layer is given. */
export type InputRows = SparseRows | PickedRows;

export const activationNames = ["identity", "relu", "sigmoid", "tanh"] as const;
export type ActivationName = (typeof activationNames)[number];
