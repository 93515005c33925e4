/** A measured number as JSON can hold it: non-finite ones by name, null for "not measured". */
export type StoredNumber = number | "NaN" | "Infinity" | "-Infinity" | null;

export function storeNumber(value: number | null): StoredNumber {
  if (value === null || Number.isFinite(value)) return value;
  return String(value) as "NaN" | "Infinity" | "-Infinity";
}

/** Back to a number; null stays null. */
export function readNumber(stored: StoredNumber): number | null {
  return stored === null ? null : Number(stored);
}
