/**
 * Holm's correction for many comparisons: those whose corrected probability is at most α hold all together
 * but with probability α, however they hang together. Of m, the i-th smallest times (m + 1 − i), none
 * smaller than the one before (Scandinavian Journal of Statistics 6, 1979).
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, i) => i);
  order.sort((a, b) => probabilities[a]! - probabilities[b]!);
  const corrected: number[] = [];
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, probabilities[index]! * (order.length - rank)));
    corrected[index] = largest;
  });
  return corrected;
}
