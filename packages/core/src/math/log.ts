/*
 * Method and constants of e_log.c from fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 */
import { ln2High, ln2Low } from "./ln2.ts";
import { powerOffset, powersOfTwo } from "./powers-of-two.ts";

const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

const smallestNormal = 2.2250738585072014e-308;
const two54 = 18014398509481984;

/** Big-endian: the word with sign and exponent is the first on every machine. */
const bits = new DataView(new ArrayBuffer(8));

/**
 * ln x = k·ln 2 + ln(1 + f) with x = 2ᵏ(1 + f), √½ < 1 + f < √2, and with s = f/(2 + f)
 * ln(1 + f) = f − (f²/2 − s(f²/2 + R)), R = L1·s² + … + L7·s¹⁴. Error below 1 ulp.
 * ±0 gives −∞, a negative number or NaN gives NaN, ∞ gives ∞.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let below = 0;
  if (x < smallestNormal) {
    x *= two54;
    below = 54;
  }
  bits.setFloat64(0, x);
  const word = bits.getInt32(0);
  const exponent = (word >> 20) - 1023;
  // 1 where 1.mantissa ≥ √2: there it is halved and k one more.
  const carry = ((word & 0xfffff) + 0x95f64) >> 20;
  const k = exponent + carry - below;
  const f = x * powersOfTwo[powerOffset - exponent]! * powersOfTwo[powerOffset - carry]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const halfSquare = 0.5 * f * f;
  return k * ln2High - (halfSquare - (s * (halfSquare + (odd + even)) + k * ln2Low) - f);
}
