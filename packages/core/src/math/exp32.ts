import { inverseLn2 } from "./ln2.ts";

const { fround } = Math;

/** Below the first, ln 2⁻¹²⁵, eˣ is taken as 0; above the second, it overflows. */
const smallest = fround(-86.64339756999316);
const largest = fround(88.72283935546875);

/** Added and taken away again, 1.5·2²³ rounds to the nearest integer (ties to even). */
const roundingShift = 12582912;
const inverseLn2In32 = fround(inverseLn2);
/** ln 2 = high + low; the low 9 bits of `high` are 0, so k·high is exact. */
const high = fround(0.693359375);
const low = fround(-2.121944400546906e-4);

/** (eʳ − 1 − r)/r² ≈ c0 + c1·r + … + c5·r⁵ for |r| ≤ ½ ln 2: constants of Cephes' expf. */
const c0 = fround(5.0000001201e-1);
const c1 = fround(1.6666665459e-1);
const c2 = fround(4.1665795894e-2);
const c3 = fround(8.3334519073e-3);
const c4 = fround(1.3981999507e-3);
const c5 = fround(1.98756915e-4);

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/**
 * eˣ of a float32, every operation rounded to float32, so that four lanes of a SIMD unit give the same
 * bits: eˣ = 2ᵏ·eʳ with x = k·ln 2 + r, |r| ≤ ½ ln 2. Error below 1 ulp of float32; a result below
 * 2⁻¹²⁵ is 0. NaN gives NaN.
 */
export function exp32(x: number): number {
  if (x < smallest) return 0;
  if (x > largest) return Infinity;
  const shifted = fround(fround(x * inverseLn2In32) + roundingShift);
  const k = fround(shifted - roundingShift);
  const r = fround(fround(x - fround(k * high)) - fround(k * low));
  let q = c5;
  q = fround(fround(q * r) + c4);
  q = fround(fround(q * r) + c3);
  q = fround(fround(q * r) + c2);
  q = fround(fround(q * r) + c1);
  q = fround(fround(q * r) + c0);
  const e = fround(fround(fround(fround(r * r) * q) + r) + 1);
  // The low bits of the shifted number are k: half of 2ᵏ by its exponent, as 2¹²⁸ is no float32.
  float[0] = shifted;
  bits[0] = (bits[0]! << 23) + (126 << 23);
  return fround(fround(e * float[0]!) * 2);
}
