import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { tensor, type Tensor } from "../src/index.ts";

/** A list, or an array of another rank; "NaN" and the infinities are strings. */
export type Encoded = readonly (number | string)[] | { shape: number[]; data: (number | string)[] };

export function readReference<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`reference/${name}.json`, import.meta.url), "utf8")) as T;
}

export function decode(encoded: Encoded): Tensor {
  if ("shape" in encoded) return tensor(encoded.data.map(Number), encoded.shape);
  return tensor(encoded.map(Number));
}

/** |a − b| / max(1, |b|); the same non-finite value is no error. */
export function errorOf(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const error = Math.abs(a - b) / Math.max(1, Math.abs(b));
  return Number.isNaN(error) ? Infinity : error;
}

export function largestError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, errorOf(a[i]!, b[i]!));
  return largest;
}

export function expectClose(
  actual: Tensor | number,
  wanted: Encoded | number,
  tolerance: number,
): void {
  if (typeof actual === "number" || typeof wanted === "number") {
    expect(errorOf(actual as number, wanted as number)).toBeLessThanOrEqual(tolerance);
    return;
  }
  const { shape, data } = decode(wanted);
  expect(actual.shape).toEqual(shape);
  expect(largestError(actual.data, data)).toBeLessThanOrEqual(tolerance);
}
