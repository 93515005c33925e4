import { inverseLn2, ln2High, ln2Low } from "./ln2.ts";
import { powerOffset, powersOfTwo } from "./powers-of-two.ts";

/** Below the first, eˣ rounds to 0; above the second, it overflows. */
const smallest = -745.1332191019412;
const largest = 709.782712893384;

/** Added and taken away again, 1.5·2⁵² rounds to the nearest integer (ties to even). */
const roundingShift = 6755399441055744;

/**
 * (eʳ − 1 − r)/r² ≈ c0 + c1·r + … + c10·r¹⁰ for |r| ≤ ½ ln 2: made with mpmath's `chebyfit` at
 * 60 digits, error 1.4e-18.
 */
const c0 = 0.5;
const c1 = 0.1666666666666667;
const c2 = 0.04166666666666667;
const c3 = 0.008333333333326141;
const c4 = 0.0013888888888883752;
const c5 = 0.00019841269874802504;
const c6 = 2.48015873255348e-5;
const c7 = 2.755725542319278e-6;
const c8 = 2.755727365952505e-7;
const c9 = 2.5105207436985358e-8;
const c10 = 2.091468013569995e-9;

/**
 * eˣ = 2ᵏ·eʳ with x = k·ln 2 + r, |r| ≤ ½ ln 2 (Cody and Waite's reduction, ln 2 in two parts), and
 * eʳ = 1 + r + r²·(c0 + c1·r + …). Error below 1 ulp, the same bits on every engine.
 * NaN gives NaN, −∞ gives 0, overflow gives ∞.
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return expFar(x);
  const k = x * inverseLn2 + roundingShift - roundingShift;
  return expReduced(x, k) * powersOfTwo[(k | 0) + powerOffset];
}

/** The same where 2ᵏ or the result is no normal number: scaled in two steps, rounded once. */
function expFar(x: number): number {
  if (x > largest) return Infinity;
  if (x <= smallest) return 0;
  if (x !== x) return x;
  const k = x * inverseLn2 + roundingShift - roundingShift;
  const half = x < 0 ? -512 : 512;
  return expReduced(x, k) * powersOfTwo[k - half + powerOffset] * powersOfTwo[half + powerOffset];
}

/** eʳ for r = x − k·ln 2. */
function expReduced(x: number, k: number): number {
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const tail = c8 + c9 * r + r2 * c10;
  const middle = c4 + c5 * r + r2 * (c6 + c7 * r);
  const quotient = c0 + c1 * r + r2 * (c2 + c3 * r) + r4 * (middle + r4 * tail);
  const sum = 1 + high;
  const lost = high - (sum - 1);
  return sum + (lost + (r2 * quotient - low));
}
