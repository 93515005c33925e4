/*
 * Method and constants of k_sin.c, k_cos.c and e_rem_pio2.c from fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted,
 * provided that this notice is preserved.
 */

const S1 = -1.66666666666666324348e-1;
const S2 = 8.33333333332248946124e-3;
const S3 = -1.98412698298579493134e-4;
const S4 = 2.75573137070700676789e-6;
const S5 = -2.50507602534068634195e-8;
const S6 = 1.58969099521155010221e-10;

const C1 = 4.16666666666666019037e-2;
const C2 = -1.38888888888741095749e-3;
const C3 = 2.48015872894767294178e-5;
const C4 = -2.75573143513906633035e-7;
const C5 = 2.0875723212981748279e-9;
const C6 = -1.13596475577881948265e-11;

/** π/2 = first + second + third: 33 bits each of the first two, so that k·first, k·second are exact. */
const halfPiFirst = 1.57079632673412561417;
const halfPiSecond = 6.0771005063039659766e-11;
const halfPiThird = 2.02226624879595063154e-21;
const inverseHalfPi = 6.36619772367581382433e-1;

/** Added and taken away again, 1.5·2⁵² rounds to the nearest integer (ties to even). */
const roundingShift = 6755399441055744;

/** k stays below 2²⁰: beyond, the three parts of π/2 are too short. */
const largest = 1e6;

/**
 * sin x = ±sin r or ±cos r with x = k·π/2 + r, |r| ≤ π/4. Error below 1 ulp, the same bits on every
 * engine. Keeps ±0; NaN and ±∞ give NaN. Throws where x is finite and beyond ±1e6.
 */
export function sin(x: number): number {
  return quarter(x, 0);
}

/** cos x = sin(x + π/2), as `sin` has it: without that sum, one quarter further. */
export function cos(x: number): number {
  return quarter(x, 1);
}

function quarter(x: number, further: 0 | 1): number {
  if (!(x >= -largest && x <= largest)) {
    if (x - x !== 0) return NaN;
    throw new RangeError(`angle out of range: ${x}; expected one from -1e6 to 1e6`);
  }
  const k = x * inverseHalfPi + roundingShift - roundingShift;
  // r = high + low: what each part of π/2 leaves over is kept in the next.
  const rough = x - k * halfPiFirst;
  const second = k * halfPiSecond;
  const finer = rough - second;
  const third = k * halfPiThird - (rough - finer - second);
  const high = finer - third;
  const low = finer - high - third;
  const turn = (k + further) & 3;
  const y = (turn & 1) === 0 ? sinNearZero(high, low) : cosNearZero(high, low);
  return turn < 2 ? y : -y;
}

/** sin(x + low) ≈ x + S1·x³ + … + S6·x¹³ + low·(1 − x²/2) for |x| ≤ π/4. */
function sinNearZero(x: number, low: number): number {
  const z = x * x;
  const cube = z * x;
  const tail = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  return x - (z * (0.5 * low - cube * tail) - low - cube * S1);
}

/** cos(x + low) ≈ 1 − x²/2 + C1·x⁴ + … + C6·x¹⁴ − x·low for |x| ≤ π/4. */
function cosNearZero(x: number, low: number): number {
  const z = x * x;
  const tail = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  const half = 0.5 * z;
  const sum = 1 - half;
  return sum + (1 - sum - half + (z * tail - x * low));
}
