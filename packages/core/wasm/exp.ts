import { d, half, ln2High, ln2Low, one, plus, times } from "./pair";

/** Ports of src/math/exp32.ts and src/math/exp.ts, where the method and the constants are explained. */

/** In memory, as those of pair.ts. Each has one place, or two vectors side by side could not share it. */
const inverseLn2_32: usize = memory.data<f32>([1.442695040888963387]);
const roundingShift32: usize = memory.data<f32>([12582912]);
const ln2High32: usize = memory.data<f32>([0.693359375]);
const ln2Low32: usize = memory.data<f32>([-2.12194440054690583e-4]);
/** c5 to c0 of exp32.ts */
const q5: usize = memory.data<f32>([1.98756915e-4]);
const q4: usize = memory.data<f32>([1.3981999507e-3]);
const q3: usize = memory.data<f32>([8.3334519073e-3]);
const q2: usize = memory.data<f32>([4.1665795894e-2]);
const q1: usize = memory.data<f32>([1.6666665459e-1]);
const q0: usize = memory.data<f32>([5.0000001201e-1]);
const one32: usize = memory.data<f32>([1]);
const two32: usize = memory.data<f32>([2]);
const infinity32: usize = memory.data<f32>([Infinity]);
const least32: usize = memory.data<f32>([-86.64339756999316]);
const most32: usize = memory.data<f32>([88.72283935546875]);
/** The exponent of a half. */
const half32: usize = memory.data<i32>([126 << 23]);

// @ts-ignore: decorator
@inline
function f(constant: usize): v128 {
  return v128.load32_splat(constant);
}

/** q·r + c */
// @ts-ignore: decorator
@inline
function horner(q: v128, r: v128, c: usize): v128 {
  return f32x4.add(f32x4.mul(q, r), f(c));
}

/** exp32 of four lanes. */
// @ts-ignore: decorator
@inline
export function exp32(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f(inverseLn2_32)), f(roundingShift32));
  const k = f32x4.sub(shifted, f(roundingShift32));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, f(ln2High32))), f32x4.mul(k, f(ln2Low32)));
  let q = horner(f(q5), r, q4);
  q = horner(q, r, q3);
  q = horner(q, r, q2);
  q = horner(q, r, q1);
  q = horner(q, r, q0);
  const e = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), q), r), f(one32));
  const half = i32x4.add(i32x4.shl(shifted, 23), f(half32));
  const y = f32x4.mul(f32x4.mul(e, half), f(two32));
  const tooSmall = f32x4.lt(x, f(least32));
  const tooLarge = f32x4.gt(x, f(most32));
  return v128.bitselect(f(infinity32), v128.andnot(y, tooSmall), tooLarge);
}

const inverseLn2: f64 = 1.442695040888963387;
const roundingShift: f64 = 6755399441055744;
const inverseLn2s: usize = memory.data<f64>([inverseLn2]);
const shifts: usize = memory.data<f64>([roundingShift]);
const leastNear: usize = memory.data<f64>([-708]);
const mostNear: usize = memory.data<f64>([709]);
const exponentOfOne: usize = memory.data<i64>([<i64>1023 << 52]);
const c1: usize = memory.data<f64>([0.1666666666666667]);
const c2: usize = memory.data<f64>([0.04166666666666667]);
const c3: usize = memory.data<f64>([0.008333333333326141]);
const c4: usize = memory.data<f64>([0.0013888888888883752]);
const c5: usize = memory.data<f64>([0.00019841269874802504]);
const c6: usize = memory.data<f64>([2.48015873255348e-5]);
const c7: usize = memory.data<f64>([2.755725542319278e-6]);
const c8: usize = memory.data<f64>([2.755727365952505e-7]);
const c9: usize = memory.data<f64>([2.5105207436985358e-8]);
const c10: usize = memory.data<f64>([2.091468013569995e-9]);

/** eʳ for r = x − k·ln 2 in both lanes. */
// @ts-ignore: decorator
@inline
function expReduced(x: v128, k: v128): v128 {
  const high = f64x2.sub(x, times(k, d(ln2High)));
  const low = times(k, d(ln2Low));
  const r = f64x2.sub(high, low);
  const r2 = times(r, r);
  const r4 = times(r2, r2);
  const tail = plus(plus(d(c8), times(d(c9), r)), times(r2, d(c10)));
  const middle = plus(
    plus(d(c4), times(d(c5), r)),
    times(r2, plus(d(c6), times(d(c7), r))),
  );
  const first = plus(d(half), times(d(c1), r));
  const second = plus(d(c2), times(d(c3), r));
  const quotient = plus(
    plus(first, times(r2, second)),
    times(r4, plus(middle, times(r4, tail))),
  );
  const sum = plus(d(one), high);
  const lost = f64x2.sub(high, f64x2.sub(sum, d(one)));
  return plus(sum, plus(lost, f64x2.sub(times(r2, quotient), low)));
}

// @ts-ignore: decorator
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<i64>(k + 1023) << 52);
}

/** Where 2ᵏ or the result is no normal number: scaled in two steps, rounded once. */
function expFar(x: f64): f64 {
  if (x > 709.782712893384) return Infinity;
  if (x <= -745.1332191019412) return 0;
  if (x != x) return x;
  const k = x * inverseLn2 + roundingShift - roundingShift;
  const half = x < 0 ? -512 : 512;
  const e = f64x2.extract_lane(expReduced(f64x2.splat(x), f64x2.splat(k)), 0);
  return e * powerOfTwo(<i32>k - half) * powerOfTwo(half);
}

/** exp of one number. */
export function exp(x: f64): f64 {
  if (!(x > -708 && x < 709)) return expFar(x);
  return f64x2.extract_lane(expNear(f64x2.splat(x)), 0);
}

/** exp where both lanes are in (−708, 709). */
// @ts-ignore: decorator
@inline
function expNear(x: v128): v128 {
  const shifted = plus(times(x, d(inverseLn2s)), d(shifts));
  const k = f64x2.sub(shifted, d(shifts));
  // The low bits of the shifted number are k: 2ᵏ by its exponent.
  const power = i64x2.add(i64x2.shl(shifted, 52), d(exponentOfOne));
  return times(expReduced(x, k), power);
}

/** exp of two lanes. */
// @ts-ignore: decorator
@inline
export function exp64(x: v128): v128 {
  const near = v128.and(f64x2.gt(x, d(leastNear)), f64x2.lt(x, d(mostNear)));
  if (i64x2.all_true(near)) return expNear(x);
  const first = f64x2.splat(exp(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, exp(f64x2.extract_lane(x, 1)));
}

/** exp of a vector in its own precision. */
// @ts-ignore: decorator
@inline
export function expOf<F>(x: v128): v128 {
  if (sizeof<F>() == 4) return exp32(x);
  return exp64(x);
}
