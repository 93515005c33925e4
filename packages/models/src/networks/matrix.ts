import { float64Kernels, zeros, type Tensor } from "@gradlab/core/training";

/** `(2,3)`, for messages. */
export function shapeText({ shape }: Tensor): string {
  return `(${shape.join(",")})`;
}

/** x (I), which is a batch of one, as (1,I); x (B,I) as it is. Nothing is copied. Throws on other ranks. */
export function asRows(x: Tensor): Tensor & { readonly shape: readonly [number, number] } {
  const { shape, data } = x;
  if (shape.length === 1) return { shape: [1, shape[0]!], data };
  if (shape.length === 2) return { shape: [shape[0]!, shape[1]!], data };
  throw new RangeError(`shape does not fit: ${shapeText(x)}; expected (I) or (B,I)`);
}

/** y = x·weight + bias; x (I) or (B,I), weight (I,O), bias (O), 0 if left out; y (O) or (B,O). */
export function affine(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [B, I] = asRows(x).shape;
  const [rows, O] = weight.shape as [number, number];
  if (weight.shape.length !== 2 || I !== rows) {
    const { length } = x.shape;
    throw new RangeError(
      `shapes do not fit: ${shapeText(x)} times ${shapeText(weight)}; expected ${length === 1 ? "(I)" : "(B,I)"} times (I,O)`,
    );
  }
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== O)) {
    throw new RangeError(`shape of bias does not fit: ${shapeText(bias)}; expected (${O})`);
  }
  const y = zeros(x.shape.length === 1 ? [O] : [B, O]);
  const start = bias?.data ?? new Float64Array(O);
  float64Kernels.affine(x.data, weight.data, start, y.data, B, I, O);
  return y;
}

/** xᵀ: (M,N) becomes (N,M), a new tensor. */
export function transpose(x: Tensor): Tensor {
  const [M, N] = asRows(x).shape;
  const data = new Float64Array(M * N);
  for (let m = 0; m < M; m++) for (let n = 0; n < N; n++) data[n * M + m] = x.data[m * N + n]!;
  return { shape: [N, M], data };
}

/** Σ_b x[b,:]; x (B,O), the sums (O). */
export function sumOfRows(x: Tensor): Tensor {
  const [B, O] = asRows(x).shape;
  const sums = zeros([O]);
  float64Kernels.biasGradient(x.data, sums.data, B, O);
  return sums;
}
