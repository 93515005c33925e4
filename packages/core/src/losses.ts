import { logOffset } from "./kernels/plain-softmax.ts";
import { log } from "./math/log.ts";
import { rowsOf, targetRows, type Targets } from "./targets.ts";
import { expectShape, type Tensor } from "./tensor.ts";

export { logOffset };

/**
 * ½ Σ (y − t)² over every number, also of a batch: what the book calls the mean squared error, though
 * nothing is averaged (the ½ makes the derivative y − t). Throws where shapes differ.
 */
export function meanSquaredError(y: Tensor, t: Tensor): number {
  expectShape("t", t.shape, y.shape);
  let sum = 0;
  for (let i = 0; i < y.data.length; i++) {
    const difference = y.data[i]! - t.data[i]!;
    sum += difference * difference;
  }
  return sum / 2;
}

/** 1/(2B) Σ_b ‖y_b − t_b‖², Nielsen's cost; y and t (O), a batch of one, or (B,O). */
export function quadraticCost(y: Tensor, t: Tensor): number {
  return meanSquaredError(y, t) / rowsOf(y).B;
}

/**
 * −1/B Σ_b Σ_c t[b,c]·ln(y[b,c] + 1e-7), y (C) or (B,C) probabilities, t labels or a distribution in
 * each row. The sum is right for soft targets too, where the book's code takes the largest entry for
 * the whole (`argmax t`). 0·ln y counts as 0. Throws on labels out of range and shapes that do not fit.
 */
export function crossEntropyError(y: Tensor, t: Targets): number {
  const rows = targetRows(y, t);
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] !== 0) sum -= rows[i]! * log(y.data[i]! + logOffset);
  }
  return sum / rowsOf(y).B;
}

/**
 * Fraction of the rows, 0..1, whose largest score stands where t's largest does; the first of equals
 * counts, and a row with NaN is wrong. Scores (C) or (B,C). Throws as `crossEntropyError` does.
 */
export function accuracy(scores: Tensor, t: Targets): number {
  const rows = targetRows(scores, t);
  const { B, C } = rowsOf(scores);
  let correct = 0;
  for (let row = 0; row < rows.length; row += C) {
    const guess = argmax(scores.data.subarray(row, row + C));
    if (guess !== undefined && guess === argmax(rows.subarray(row, row + C))) correct++;
  }
  return correct / B;
}

function argmax(values: Float64Array): number | undefined {
  let best = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return undefined;
    if (values[i]! > values[best]!) best = i;
  }
  return best;
}
