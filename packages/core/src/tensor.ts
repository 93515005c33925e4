/** Numbers in a shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}
