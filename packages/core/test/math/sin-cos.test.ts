import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cos, sin } from "../../src/math/sin-cos.ts";
import { readReference } from "../reference.ts";
import { ulpDistance, ulpOf } from "./ulp.ts";

/** x, the double nearest to f(x), and exact − nearest in ulp of the nearest. */
type Row = [x: number, nearest: number, residual: number];
const exact = readReference<Record<"sin" | "cos", Row[]>>("sin-cos");

const cases = [
  { name: "sin", own: sin, engine: Math.sin },
  { name: "cos", own: cos, engine: Math.cos },
] as const;

describe.each(cases)("$name", ({ name, own, engine }) => {
  test("is within 0.9 ulp of the exact value, also next to multiples of π/2", () => {
    for (const [x, nearest, residual] of exact[name]) {
      const y = own(x);
      const error = y === nearest ? residual : (y - nearest) / ulpOf(nearest) - residual;
      expect(Math.abs(error), `${name}(${x}) = ${y}`).toBeLessThanOrEqual(0.9);
    }
  });

  test.each([1, 1e3, 1e6])("is within 2 ulp of this engine's up to ±%d", (largest) => {
    fc.assert(
      fc.property(
        fc.double({ min: -largest, max: largest, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (x, part) =>
          ulpDistance(own(x), engine(x)) <= 2 &&
          ulpDistance(own(part * largest), engine(part * largest)) <= 2,
      ),
      { numRuns: 5000 },
    );
  });

  test("refuses angles beyond ±1e6, and gives NaN for what is no number", () => {
    expect(() => own(1e7)).toThrow("angle out of range: 10000000; expected one from -1e6 to 1e6");
    for (const x of [NaN, Infinity, -Infinity]) expect(own(x)).toBe(NaN);
  });
});

const smallest = 5e-324;

test.each([
  { f: sin, x: 0, y: 0 },
  { f: sin, x: -0, y: -0 },
  { f: sin, x: smallest, y: smallest },
  { f: sin, x: Math.PI / 2, y: 1 },
  { f: sin, x: Math.PI, y: 1.2246467991473532e-16 },
  { f: cos, x: 0, y: 1 },
  { f: cos, x: -0, y: 1 },
  { f: cos, x: Math.PI / 2, y: 6.123233995736766e-17 },
  { f: cos, x: Math.PI, y: -1 },
])("$f.name($x) is $y", ({ f, x, y }) => {
  expect(f(x)).toBe(y);
});

test("sine is odd and cosine even, bit for bit", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (x) => Object.is(sin(-x), -sin(x)) && Object.is(cos(-x), cos(x)),
    ),
  );
});
