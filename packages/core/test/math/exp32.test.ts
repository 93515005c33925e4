import { expect, test } from "vitest";
import { exp32 } from "../../src/math/exp32.ts";

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Distance of a float32 from the next one above it. */
function ulp(x: number): number {
  float[0] = x;
  const own = float[0];
  bits[0]! += 1;
  return float[0] - own;
}

test("within 1 ulp of float32 of Math.exp, over all of its range", () => {
  let worst = 0;
  for (let i = 0; i <= 200_000; i++) {
    const x = Math.fround(-86.6 + (175.3 * i) / 200_000);
    worst = Math.max(worst, Math.abs(exp32(x) - Math.exp(x)) / ulp(Math.exp(x)));
  }
  expect(worst).toBeLessThan(1);
});

test("0, ends of the range, infinities and NaN", () => {
  expect([0, -0, -86.7, 88.73, -Infinity, Infinity, NaN].map(exp32)).toEqual([
    1,
    1,
    0,
    Infinity,
    0,
    Infinity,
    NaN,
  ]);
});
