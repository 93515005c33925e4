/**
 * At most about so many rows of a line: of each stretch the least and the largest, and beside them the first
 * and the last and both ends of every gap, so that no spike and no divergence is hidden.
 */
export function thinned<Row>(
  rows: readonly Row[],
  most: number,
  valueOf: (row: Row) => number | null,
): readonly Row[] {
  if (rows.length <= most) return rows;
  const stretches = Math.max(1, Math.floor(most / 2) - 1);
  const kept = new Set([0, rows.length - 1]);
  for (let i = 1; i < rows.length; i++) {
    if ((valueOf(rows[i]!) === null) !== (valueOf(rows[i - 1]!) === null)) kept.add(i - 1).add(i);
  }
  for (let stretch = 0; stretch < stretches; stretch++) {
    const end = Math.floor(((stretch + 1) * rows.length) / stretches);
    let [least, largest] = [-1, -1];
    for (let i = Math.floor((stretch * rows.length) / stretches); i < end; i++) {
      const value = valueOf(rows[i]!);
      if (value === null) continue;
      if (least < 0 || value < valueOf(rows[least]!)!) least = i;
      if (largest < 0 || value > valueOf(rows[largest]!)!) largest = i;
    }
    if (least >= 0) kept.add(least).add(largest);
  }
  return rows.filter((_, i) => kept.has(i));
}
