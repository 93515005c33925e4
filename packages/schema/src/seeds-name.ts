const mostParts = 6;

/** "seed 4", "seeds 1, 2, 5 to 9"; where that would be a long list, "137 seeds from 1 to 300". */
export function seedsName(seeds: readonly number[]): string {
  const sorted = [...new Set(seeds)].toSorted((a, b) => a - b);
  if (sorted.length === 1) return `seed ${sorted[0]}`;
  const parts = stretches(sorted).flatMap(([from, to]) =>
    to - from < 2 ? [...new Set([from, to])].map(String) : [`${from} to ${to}`],
  );
  if (parts.length <= mostParts) return `seeds ${parts.join(", ")}`;
  return `${sorted.length} seeds from ${sorted[0]} to ${sorted.at(-1)}`;
}

/** First and last of each stretch without a gap. */
function stretches(sorted: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const seed of sorted) {
    const last = found.at(-1);
    if (last !== undefined && seed === last[1] + 1) last[1] = seed;
    else found.push([seed, seed]);
  }
  return found;
}
