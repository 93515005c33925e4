import { expectShape, shapeText, type Tensor } from "./tensor.ts";

/**
 * What a batch should have been: class numbers (one, or an array or tensor (B) of them), or a tensor
 * of the scores' own shape with a distribution in each row, one-hot or soft.
 */
export type Targets = number | ArrayLike<number> | Tensor;

export interface Rows {
  readonly B: number;
  readonly C: number;
}

/** Rows of scores (C), which is a batch of one, or (B,C). Throws on other ranks. */
export function rowsOf({ shape }: Tensor): Rows {
  if (shape.length === 1) return { B: 1, C: shape[0]! };
  if (shape.length === 2) return { B: shape[0]!, C: shape[1]! };
  throw new RangeError(`shape does not fit: ${shapeText(shape)}; expected (C) or (B,C)`);
}

/**
 * The targets as distributions (B,C): t's own numbers, not copied, or one-hot rows.
 * Throws where the shape fits neither form, and on a label that is no integer 0..C−1 (a label −1
 * would mean the last class in the book's code).
 */
export function targetRows(scores: Tensor, t: Targets): Float64Array {
  const { B, C } = rowsOf(scores);
  if (isTensor(t) && t.shape.length >= scores.shape.length) {
    expectShape("t", t.shape, scores.shape);
    return t.data;
  }
  const labels = typeof t === "number" ? [t] : isTensor(t) ? t.data : t;
  if (labels.length !== B) {
    const expected = `a tensor ${shapeText(scores.shape)} or ${B} labels`;
    throw new RangeError(
      `t does not fit scores of shape ${shapeText(scores.shape)}: (${labels.length}); expected ${expected}`,
    );
  }
  const rows = new Float64Array(B * C);
  for (let b = 0; b < B; b++) {
    const label = labels[b]!;
    if (!Number.isInteger(label) || label < 0 || label >= C) {
      throw new RangeError(`label out of range: ${label}; expected an integer from 0 to ${C - 1}`);
    }
    rows[b * C + label] = 1;
  }
  return rows;
}

function isTensor(t: Targets): t is Tensor {
  return typeof t === "object" && "shape" in t;
}
