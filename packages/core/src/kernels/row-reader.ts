import type { InputRows, PickedRows } from "./contract.ts";

/** Entries p of row n, begin(n) ≤ p < end(n), whatever kind of rows they are. */
export interface RowReader {
  begin(n: number): number;
  end(n: number): number;
  readonly column: Uint16Array;
  value(p: number): number;
}

export const isPicked = (x: InputRows): x is PickedRows => "images" in x;

export function rowReader(x: InputRows): RowReader {
  if (isPicked(x)) {
    const { samples, levels } = x;
    const { rowStart, column, pixel } = x.images;
    return {
      begin: (n) => rowStart[samples[n]!]!,
      end: (n) => rowStart[samples[n]! + 1]!,
      column,
      value: (p) => levels[pixel[p]!]!,
    };
  }
  const { rowStart, column, value } = x;
  return {
    begin: (n) => rowStart[n]!,
    end: (n) => rowStart[n + 1]!,
    column,
    value: (p) => value[p]!,
  };
}
