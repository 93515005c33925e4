/**
 * The arithmetic of training on flat float64 arrays, row-major, nothing allocated.
 * Letters: B batch, I in, O out, C classes. Every sum runs in ascending order of its index,
 * starting from what the formula names first, so that a second implementation can match the bits.
 */

/** Rows with few nonzeros (CSR). A skipped entry is exactly 0. */
export interface SparseRows {
  rows: number;
  readonly columns: number;
  /** rows + 1 offsets into `column` and `value`; the buffers may be longer than what is in use. */
  readonly rowStart: Uint32Array;
  readonly column: Uint16Array;
  readonly value: Float64Array;
}

export const activationNames = ["identity", "relu", "sigmoid", "tanh"] as const;
export type ActivationName = (typeof activationNames)[number];

export interface Kernels {
  /** out = x·weight + bias; x (B,I) sparse, weight (I,O), bias (O), out (B,O) overwritten */
  sparseAffine(
    x: SparseRows,
    weight: Float64Array,
    bias: Float64Array,
    out: Float64Array,
    O: number,
  ): void;

  /** dWeight = xᵀ·dz; xT (I,B) sparse, dz (B,O), dWeight (I,O) overwritten */
  sparseWeightGradient(xT: SparseRows, dz: Float64Array, dWeight: Float64Array, O: number): void;

  /** out = x·weight + bias; x (B,I), weight (I,O), bias (O), out (B,O) overwritten */
  affine(
    x: Float64Array,
    weight: Float64Array,
    bias: Float64Array,
    out: Float64Array,
    B: number,
    I: number,
    O: number,
  ): void;

  /** dWeight = xᵀ·dz; x (B,I), dz (B,O), dWeight (I,O) overwritten */
  weightGradient(
    x: Float64Array,
    dz: Float64Array,
    dWeight: Float64Array,
    B: number,
    I: number,
    O: number,
  ): void;

  /** dx = dz·weightᵀ; dz (B,O), weight (I,O), dx (B,I) overwritten */
  inputGradient(
    dz: Float64Array,
    weight: Float64Array,
    dx: Float64Array,
    B: number,
    I: number,
    O: number,
  ): void;

  /** dBias[o] = Σ_b dz[b,o]; dz (B,O), dBias (O) overwritten */
  biasGradient(dz: Float64Array, dBias: Float64Array, B: number, O: number): void;

  /** a = f(z), `count` numbers; a may be z itself */
  activate(name: ActivationName, z: Float64Array, a: Float64Array, count: number): void;

  /** da ← da·f′(z), told from a = f(z) alone; `count` numbers, in place */
  activationGradient(name: ActivationName, a: Float64Array, da: Float64Array, count: number): void;

  /**
   * probabilities = softmax of each row of logits (B,C), overwritten; returns
   * Σ_b −log(probabilities[b, labels[b]] + 1e-7), the book's cross-entropy before the division by B
   */
  softmaxCrossEntropy(
    logits: Float64Array,
    labels: Uint8Array,
    probabilities: Float64Array,
    B: number,
    C: number,
  ): number;

  /**
   * outputs = sigmoid of the logits (B,C), overwritten; returns ½ Σ_b ‖outputs[b] − onehot(labels[b])‖²,
   * Nielsen's cost before the division by B
   */
  sigmoidQuadraticCost(
    logits: Float64Array,
    labels: Uint8Array,
    outputs: Float64Array,
    B: number,
    C: number,
  ): number;

  /** dLogits = (outputs − onehot(labels))·outputs(1 − outputs)/B; (B,C), overwritten */
  sigmoidQuadraticCostGradient(
    outputs: Float64Array,
    labels: Uint8Array,
    dLogits: Float64Array,
    B: number,
    C: number,
  ): void;

  /** dLogits = (probabilities − onehot(labels))/B; (B,C), overwritten; may be probabilities itself */
  softmaxCrossEntropyGradient(
    probabilities: Float64Array,
    labels: Uint8Array,
    dLogits: Float64Array,
    B: number,
    C: number,
  ): void;
}
