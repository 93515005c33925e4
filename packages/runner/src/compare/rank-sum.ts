import jstat from "jstat";

/** Beyond it the normal distribution is near enough, and counting takes long. */
const mostCounted = 25;

/**
 * Wilcoxon's rank-sum test, one-sided: how likely the second of two samples of one size ranks as low as it
 * does, or lower, if both come from one distribution, whatever that is. Equal values share their ranks.
 * Counted over all ways to part the ranks in two (Biometrics Bulletin 1, 1945).
 */
export function rankSumProbability(first: readonly number[], second: readonly number[]): number {
  const n = second.length;
  const ranks = doubledRanks([...first, ...second]);
  const sum = ranks.slice(n).reduce((total, rank) => total + rank, 0);
  return n > mostCounted ? normalTail(ranks, n, sum) : countedTail(ranks, n, sum);
}

/** Twice the rank of each value, so that a shared rank is whole. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((it) => it < value).length;
    const equal = values.filter((it) => it === value).length;
    return 2 * below + equal + 1;
  });
}

/** The share of all choices of n ranks whose sum is at most `sum`. */
function countedTail(ranks: readonly number[], n: number, sum: number): number {
  // ways[k][s]: choices of k ranks with sum s
  const ways = Array.from({ length: n + 1 }, () => new Float64Array(sum + 1));
  ways[0]![0] = 1;
  ranks.forEach((rank, i) => {
    for (let k = Math.min(n, i + 1); k > 0; k--) {
      const from = ways[k - 1]!;
      const to = ways[k]!;
      for (let s = sum; s >= rank; s--) to[s]! += from[s - rank]!;
    }
  });
  const low = ways[n]!.reduce((total, count) => total + count, 0);
  return low / choices(ranks.length, n);
}

function choices(of: number, n: number): number {
  let count = 1;
  for (let i = 1; i <= n; i++) count *= (of - n + i) / i;
  return count;
}

function normalTail(ranks: readonly number[], n: number, sum: number): number {
  const of = ranks.length;
  const mean = of + 1;
  const squares = ranks.reduce((total, rank) => total + (rank - mean) ** 2, 0);
  const sd = Math.sqrt((squares * n * (of - n)) / (of * (of - 1)));
  // One, for ranks are counted twice: half a step of the sum.
  return sd === 0 ? 1 : jstat.normal.cdf(sum + 1, n * mean, sd);
}
