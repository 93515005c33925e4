import jstat from "jstat";
import { statistics, type Statistics } from "../judge/interval.ts";
import { rankSumProbability } from "./rank-sum.ts";

/**
 * How likely so low a second sample is, or a lower one, where nothing got worse; lower is worse. The better
 * of two tests, times two (Bonferroni): that of the pairs sees a small steady drop, that of the ranks one
 * that makes the seeds differ more than they did. A seed that goes astray now and then impresses neither.
 */
export function dropProbability(pairs: readonly (readonly [number, number])[]): number {
  const steady = steadyDrop(statistics(pairs.map(([before, after]) => after - before)));
  const ranked = rankSumProbability(
    pairs.map(([before]) => before),
    pairs.map(([, after]) => after),
  );
  return Math.min(1, tests * Math.min(steady, ranked));
}

const tests = 2;

/**
 * Student's t of the pairs, one-sided: P(T ≤ mean·√n / sd), n − 1 degrees of freedom. Differences that are
 * all equal say nothing of their spread; then only their signs count: n of n are negative with 2⁻ⁿ.
 */
function steadyDrop({ n, mean, sd }: Statistics): number {
  if (n < 2 || mean >= 0) return 1;
  if (sd === 0) return 2 ** -n;
  return jstat.studentt.cdf((mean * Math.sqrt(n)) / sd, n - 1);
}
