/** Ports of src/math/exp32.ts and src/math/exp.ts, where the method and the constants are explained. */

// @ts-ignore: decorator
@inline
function f(x: f32): v128 {
  return f32x4.splat(x);
}

/** q·r + c */
// @ts-ignore: decorator
@inline
function horner(q: v128, r: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(q, r), f(c));
}

/** exp32 of four lanes. */
// @ts-ignore: decorator
@inline
export function exp32(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f(1.442695040888963387)), f(12582912));
  const k = f32x4.sub(shifted, f(12582912));
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(k, f(0.693359375))),
    f32x4.mul(k, f(-2.12194440054690583e-4)),
  );
  let q = horner(f(1.98756915e-4), r, 1.3981999507e-3);
  q = horner(q, r, 8.3334519073e-3);
  q = horner(q, r, 4.1665795894e-2);
  q = horner(q, r, 1.6666665459e-1);
  q = horner(q, r, 5.0000001201e-1);
  const e = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), q), r), f(1));
  const half = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(126 << 23));
  const y = f32x4.mul(f32x4.mul(e, half), f(2));
  const tooSmall = f32x4.lt(x, f(-86.64339756999316));
  const tooLarge = f32x4.gt(x, f(88.72283935546875));
  return v128.bitselect(f(Infinity), v128.andnot(y, tooSmall), tooLarge);
}

const inverseLn2: f64 = 1.442695040888963387;
const roundingShift: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline
function d(x: f64): v128 {
  return f64x2.splat(x);
}

// @ts-ignore: decorator
@inline
function plus(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

/** eʳ for r = x − k·ln 2 in both lanes. */
// @ts-ignore: decorator
@inline
function expReduced(x: v128, k: v128): v128 {
  const high = f64x2.sub(x, times(k, d(6.9314718036912381649e-1)));
  const low = times(k, d(1.90821492927058770002e-10));
  const r = f64x2.sub(high, low);
  const r2 = times(r, r);
  const r4 = times(r2, r2);
  const tail = plus(
    plus(d(2.755727365952505e-7), times(d(2.5105207436985358e-8), r)),
    times(r2, d(2.091468013569995e-9)),
  );
  const middle = plus(
    plus(d(0.0013888888888883752), times(d(0.00019841269874802504), r)),
    times(r2, plus(d(2.48015873255348e-5), times(d(2.755725542319278e-6), r))),
  );
  const first = plus(d(0.5), times(d(0.1666666666666667), r));
  const second = plus(d(0.04166666666666667), times(d(0.008333333333326141), r));
  const quotient = plus(
    plus(first, times(r2, second)),
    times(r4, plus(middle, times(r4, tail))),
  );
  const sum = plus(d(1), high);
  const lost = f64x2.sub(high, f64x2.sub(sum, d(1)));
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
  const e = f64x2.extract_lane(expReduced(d(x), d(k)), 0);
  return e * powerOfTwo(<i32>k - half) * powerOfTwo(half);
}

/** exp of one number. */
export function exp(x: f64): f64 {
  if (!(x > -708 && x < 709)) return expFar(x);
  return f64x2.extract_lane(expNear(d(x)), 0);
}

/** exp where both lanes are in (−708, 709). */
// @ts-ignore: decorator
@inline
function expNear(x: v128): v128 {
  const shifted = plus(times(x, d(inverseLn2)), d(roundingShift));
  const k = f64x2.sub(shifted, d(roundingShift));
  // The low bits of the shifted number are k: 2ᵏ by its exponent.
  const power = i64x2.add(i64x2.shl(shifted, 52), i64x2.splat(<i64>1023 << 52));
  return times(expReduced(x, k), power);
}

/** exp of two lanes. */
// @ts-ignore: decorator
@inline
export function exp64(x: v128): v128 {
  const near = v128.and(f64x2.gt(x, d(-708)), f64x2.lt(x, d(709)));
  if (i64x2.all_true(near)) return expNear(x);
  const first = d(exp(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, exp(f64x2.extract_lane(x, 1)));
}

/** exp of a vector in its own precision. */
// @ts-ignore: decorator
@inline
export function expOf<F>(x: v128): v128 {
  if (sizeof<F>() == 4) return exp32(x);
  return exp64(x);
}
