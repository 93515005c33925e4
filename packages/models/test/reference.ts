import { tensor, type Tensor } from "@gradlab/core";
import { expect } from "vitest";

/** An array as the reference files keep it: a list, or flat numbers with a shape. */
export type Stored = number[] | { shape: number[]; data: number[] };

export function decode(stored: Stored): Tensor {
  return Array.isArray(stored) ? tensor(stored) : tensor(stored.data, stored.shape);
}

/** Same shape, and |a − b| ≤ tolerance·max(1, |b|) throughout. */
export function expectClose(actual: Tensor, stored: Stored, tolerance: number, what = ""): void {
  const wanted = decode(stored);
  expect(actual.shape, what).toEqual(wanted.shape);
  for (const [i, value] of actual.data.entries()) {
    const b = wanted.data[i]!;
    expect(Math.abs(value - b), `${what}[${i}]`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(b)),
    );
  }
}
