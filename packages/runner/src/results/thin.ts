import type { Series } from "@gradlab/schema";
import { storeNumber } from "@gradlab/schema/without-zod";

/** Longest series stored whole. */
export const maxPoints = 500;

/**
 * Columns for storage. A series of more than `maxPoints` keeps, of each bucket of steps, the rows
 * where the value column is smallest and largest, and beside them the first, the last and every
 * non-finite row, so that no spike and no divergence is ever hidden.
 */
export function toSeries(columns: Record<string, readonly number[]>): Series {
  const names = Object.keys(columns);
  const recorded = columns[names[0]!]!.length;
  const rows = recorded > maxPoints ? keptRows(columns[names[1]!]!) : undefined;
  const stored = Object.entries(columns).map(([name, values]) => {
    const kept = rows === undefined ? values : rows.map((row) => values[row]!);
    return [name, kept.map(storeNumber)] as const;
  });
  return { recorded, columns: Object.fromEntries(stored) };
}

function keptRows(values: readonly number[]): number[] {
  const buckets = maxPoints / 2 - 1;
  const kept = new Set([0, values.length - 1]);
  for (let b = 0; b < buckets; b++) {
    const start = Math.floor((b * values.length) / buckets);
    const end = Math.floor(((b + 1) * values.length) / buckets);
    let min = -1;
    let max = -1;
    for (let i = start; i < end; i++) {
      if (!Number.isFinite(values[i]!)) {
        kept.add(i);
        continue;
      }
      if (min < 0 || values[i]! < values[min]!) min = i;
      if (max < 0 || values[i]! > values[max]!) max = i;
    }
    if (min >= 0) kept.add(min).add(max);
  }
  return [...kept].sort((a, b) => a - b);
}
