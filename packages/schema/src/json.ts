import { z } from "zod";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export const jsonValue: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

/** A measured number as JSON can hold it: non-finite ones by name, null for "not measured". */
export const storedNumber = z
  .union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])])
  .nullable();
export type StoredNumber = z.infer<typeof storedNumber>;

export function storeNumber(value: number | null): StoredNumber {
  if (value === null || Number.isFinite(value)) return value;
  return String(value) as "NaN" | "Infinity" | "-Infinity";
}

/** Back to a number; null stays null. */
export function readNumber(stored: StoredNumber): number | null {
  return stored === null ? null : Number(stored);
}
