import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp } from "../../src/math/exp.ts";
import { log } from "../../src/math/log.ts";
import { tanh } from "../../src/math/tanh.ts";
import { readReference } from "../reference.ts";
import { ulpDistance, ulpOf } from "./ulp.ts";

/** x, the double nearest to f(x), and exact − nearest in ulp of the nearest. */
type Row = [x: number, nearest: number, residual: number];
const exact = readReference<Record<"exp" | "log" | "tanh", Row[]>>("exp-log-tanh");

const cases = [
  {
    name: "exp",
    own: exp,
    engine: Math.exp,
    domain: fc.double({ min: -750, max: 715, noNaN: true }),
  },
  { name: "log", own: log, engine: Math.log, domain: fc.double({ min: 0, noNaN: true }) },
  {
    name: "tanh",
    own: tanh,
    engine: Math.tanh,
    domain: fc.double({ min: -25, max: 25, noNaN: true }),
  },
] as const;

describe.each(cases)("$name", ({ name, own, engine, domain }) => {
  test("is within 0.9 ulp of the exact value", () => {
    for (const [x, nearest, residual] of exact[name]) {
      const y = own(x);
      const error = y === nearest ? residual : (y - nearest) / ulpOf(nearest) - residual;
      expect(Math.abs(error), `${name}(${x}) = ${y}`).toBeLessThanOrEqual(0.9);
    }
  });

  test("is within 2 ulp of this engine's", () => {
    fc.assert(
      fc.property(domain, (x) => ulpDistance(own(x), engine(x)) <= 2),
      { numRuns: 5000 },
    );
  });

  test("never falls where x rises", () => {
    const largerOf = name === "log" ? ulpOf : (x: number) => ulpOf(x) * 4;
    fc.assert(
      fc.property(domain, domain, (a, b) => {
        const [x, y] = a < b ? [a, b] : [b, a];
        // No number is larger than ∞: there the step up is NaN.
        return own(x) <= own(y) && (x === Infinity || own(x) <= own(x + largerOf(x)));
      }),
      { numRuns: 5000 },
    );
  });
});

const smallest = 5e-324;

test.each([
  { f: exp, x: 0, y: 1 },
  { f: exp, x: -0, y: 1 },
  { f: exp, x: 1, y: Math.E },
  { f: exp, x: NaN, y: NaN },
  { f: exp, x: Infinity, y: Infinity },
  { f: exp, x: -Infinity, y: 0 },
  { f: exp, x: 709.7827128933841, y: Infinity },
  { f: exp, x: -745.1332191019411, y: smallest },
  { f: exp, x: -745.1332191019412, y: 0 },
  { f: exp, x: smallest, y: 1 },
  { f: log, x: 0, y: -Infinity },
  { f: log, x: -0, y: -Infinity },
  { f: log, x: 1, y: 0 },
  { f: log, x: -1, y: NaN },
  { f: log, x: -smallest, y: NaN },
  { f: log, x: NaN, y: NaN },
  { f: log, x: Infinity, y: Infinity },
  { f: log, x: -Infinity, y: NaN },
  { f: log, x: smallest, y: -744.4400719213812 },
  { f: tanh, x: 0, y: 0 },
  { f: tanh, x: -0, y: -0 },
  { f: tanh, x: NaN, y: NaN },
  { f: tanh, x: Infinity, y: 1 },
  { f: tanh, x: -Infinity, y: -1 },
  { f: tanh, x: smallest, y: smallest },
  { f: tanh, x: -smallest, y: -smallest },
])("$f.name($x) is $y", ({ f, x, y }) => {
  expect(f(x)).toBe(y);
});

test("tanh is odd, bit for bit", () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), (x) => Object.is(tanh(-x), -tanh(x))));
});
