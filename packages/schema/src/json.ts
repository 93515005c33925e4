import { z } from "./zod.ts";
import type { StoredNumber } from "./stored-number.ts";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export const jsonValue: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

/** A measured number, as stored-number.ts tells. */
export const storedNumber: z.ZodType<StoredNumber> = z
  .union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])])
  .nullable();
