import { expOf } from "./exp";
import { tanh } from "./tanh";
import { loadPart, storePart } from "./vector";

/** z where z > 0 or NaN, else 0. */
// @ts-ignore: decorator
@inline
function reluOf<F>(z: v128): v128 {
  return v128.andnot(z, v128.le<F>(z, i64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function sigmoidOf<F>(z: v128): v128 {
  const one = v128.splat<F>(1);
  return v128.div<F>(one, v128.add<F>(one, expOf<F>(v128.neg<F>(z))));
}

/** tanh in float64, rounded. */
// @ts-ignore: decorator
@inline
function tanhOf<F>(z: v128): v128 {
  let y = z;
  y = v128.replace_lane<F>(y, 0, <F>tanh(<f64>v128.extract_lane<F>(z, 0)));
  y = v128.replace_lane<F>(y, 1, <F>tanh(<f64>v128.extract_lane<F>(z, 1)));
  if (sizeof<F>() == 4) {
    y = v128.replace_lane<F>(y, 2, <F>tanh(<f64>v128.extract_lane<F>(z, 2)));
    y = v128.replace_lane<F>(y, 3, <F>tanh(<f64>v128.extract_lane<F>(z, 3)));
  }
  return y;
}

export function relu<F>(z: usize, a: usize, count: i32): void {
  const end = z + <usize>count * sizeof<F>();
  for (; z + 32 <= end; z += 32, a += 32) {
    const first = reluOf<F>(v128.load(z));
    const second = reluOf<F>(v128.load(z, 16));
    v128.store(a, first);
    v128.store(a, second, 16);
  }
  for (; z + 16 <= end; z += 16, a += 16) v128.store(a, reluOf<F>(v128.load(z)));
  if (z < end) storePart<F>(a, reluOf<F>(loadPart<F>(z, end)), a + (end - z));
}

export function sigmoid<F>(z: usize, a: usize, count: i32): void {
  const end = z + <usize>count * sizeof<F>();
  for (; z + 32 <= end; z += 32, a += 32) {
    const first = sigmoidOf<F>(v128.load(z));
    const second = sigmoidOf<F>(v128.load(z, 16));
    v128.store(a, first);
    v128.store(a, second, 16);
  }
  for (; z + 16 <= end; z += 16, a += 16) v128.store(a, sigmoidOf<F>(v128.load(z)));
  if (z < end) storePart<F>(a, sigmoidOf<F>(loadPart<F>(z, end)), a + (end - z));
}

export function hyperbolicTangent<F>(z: usize, a: usize, count: i32): void {
  const end = z + <usize>count * sizeof<F>();
  for (; z + 16 <= end; z += 16, a += 16) v128.store(a, tanhOf<F>(v128.load(z)));
  if (z < end) storePart<F>(a, tanhOf<F>(loadPart<F>(z, end)), a + (end - z));
}

/** da·1 where a > 0, else da·0, which is NaN for an infinite da. */
// @ts-ignore: decorator
@inline
function reluSlope<F>(a: v128, da: v128): v128 {
  const positive = v128.gt<F>(a, i64x2.splat(0));
  return v128.mul<F>(da, v128.and(positive, v128.splat<F>(1)));
}

/** a(1 − a) */
// @ts-ignore: decorator
@inline
function sigmoidSlope<F>(a: v128): v128 {
  return v128.mul<F>(a, v128.sub<F>(v128.splat<F>(1), a));
}

// @ts-ignore: decorator
@inline
function tanhSlope<F>(a: v128): v128 {
  return v128.sub<F>(v128.splat<F>(1), v128.mul<F>(a, a));
}

export function reluGradient<F>(a: usize, da: usize, count: i32): void {
  const end = a + <usize>count * sizeof<F>();
  for (; a + 32 <= end; a += 32, da += 32) {
    const first = reluSlope<F>(v128.load(a), v128.load(da));
    const second = reluSlope<F>(v128.load(a, 16), v128.load(da, 16));
    v128.store(da, first);
    v128.store(da, second, 16);
  }
  for (; a + 16 <= end; a += 16, da += 16) {
    v128.store(da, reluSlope<F>(v128.load(a), v128.load(da)));
  }
  const daEnd = da + (end - a);
  if (a < end) storePart<F>(da, reluSlope<F>(loadPart<F>(a, end), loadPart<F>(da, daEnd)), daEnd);
}

export function sigmoidGradient<F>(a: usize, da: usize, count: i32): void {
  const end = a + <usize>count * sizeof<F>();
  for (; a + 16 <= end; a += 16, da += 16) {
    v128.store(da, v128.mul<F>(v128.load(da), sigmoidSlope<F>(v128.load(a))));
  }
  const daEnd = da + (end - a);
  if (a < end) {
    const slope = sigmoidSlope<F>(loadPart<F>(a, end));
    storePart<F>(da, v128.mul<F>(loadPart<F>(da, daEnd), slope), daEnd);
  }
}

export function tanhGradient<F>(a: usize, da: usize, count: i32): void {
  const end = a + <usize>count * sizeof<F>();
  for (; a + 16 <= end; a += 16, da += 16) {
    v128.store(da, v128.mul<F>(v128.load(da), tanhSlope<F>(v128.load(a))));
  }
  const daEnd = da + (end - a);
  if (a < end) {
    const slope = tanhSlope<F>(loadPart<F>(a, end));
    storePart<F>(da, v128.mul<F>(loadPart<F>(da, daEnd), slope), daEnd);
  }
}

/** One vector of float64 through the activation of a number: 0 identity, 1 ReLU, 2 sigmoid, 3 tanh. */
// @ts-ignore: decorator
@inline
export function activationOf(kind: i32, z: v128): v128 {
  if (kind == 1) return reluOf<f64>(z);
  if (kind == 2) return sigmoidOf<f64>(z);
  if (kind == 3) return tanhOf<f64>(z);
  return z;
}
