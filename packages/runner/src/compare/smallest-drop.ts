import jstat from "jstat";

/**
 * The steady drop that n pairs show in 95 % of cases, in standard deviations over seeds, where m comparisons
 * are made at once. For pairs that have nothing in common; the more they share, the less they need. The
 * power of one t-test by Johnson and Welch's approximation of its non-central distribution (Biometrika 31, 1940),
 * ν = n − 1:
 *
 *   drop = (c·(1 − 1/4ν) + z(0.95)·√(1 + c²/2ν))·√(2/n),   c = t(1 − α/m, ν)
 */
export function smallestDrop(n: number, comparisons: number, alpha: number): number {
  if (n < 2) return Infinity;
  const freedom = n - 1;
  const c = jstat.studentt.inv(1 - alpha / Math.max(1, comparisons), freedom);
  const centre = c * (1 - 1 / (4 * freedom));
  const spread = Math.sqrt(1 + c ** 2 / (2 * freedom));
  return (centre + 1.6449 * spread) * Math.sqrt(2 / n);
}

/** The fewest seeds that show a drop of two standard deviations. */
export function seedsForTwo(comparisons: number, alpha: number): number {
  let n = 2;
  while (smallestDrop(n, comparisons, alpha) > 2) n++;
  return n;
}
