import { loadPart, storePart } from "./vector";

/** Every update runs by whole vectors, then once by a part of one. Settings arrive in float64. */

const epsilon: f64 = 1e-7;

// @ts-ignore: decorator
@inline
function setting<F>(x: f64): v128 {
  return v128.splat<F>(<F>x);
}

/** rate·direction/(√square + 1e-7) */
// @ts-ignore: decorator
@inline
function scaled<F>(rate: v128, direction: v128, square: v128): v128 {
  const root = v128.add<F>(v128.sqrt<F>(square), setting<F>(epsilon));
  return v128.div<F>(v128.mul<F>(rate, direction), root);
}

// @ts-ignore: decorator
@inline
function sgdStep<F>(w: v128, dw: v128, rate: v128): v128 {
  return v128.sub<F>(w, v128.mul<F>(rate, dw));
}

export function sgd<F>(w: usize, dw: usize, length: i32, learningRate: f64): void {
  const rate = setting<F>(learningRate);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 32 <= end; w += 32, dw += 32) {
    const first = sgdStep<F>(v128.load(w), v128.load(dw), rate);
    const second = sgdStep<F>(v128.load(w, 16), v128.load(dw, 16), rate);
    v128.store(w, first);
    v128.store(w, second, 16);
  }
  for (; w + 16 <= end; w += 16, dw += 16) {
    v128.store(w, sgdStep<F>(v128.load(w), v128.load(dw), rate));
  }
  const dwEnd = dw + (end - w);
  if (w < end) storePart<F>(w, sgdStep<F>(loadPart<F>(w, end), loadPart<F>(dw, dwEnd), rate), end);
}

/** momentum·v − rate·dw */
// @ts-ignore: decorator
@inline
function velocity<F>(v: v128, dw: v128, momentum: v128, rate: v128): v128 {
  return v128.sub<F>(v128.mul<F>(momentum, v), v128.mul<F>(rate, dw));
}

export function momentum<F>(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  const rate = setting<F>(learningRate);
  const m = setting<F>(momentum);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16, v += 16) {
    const next = velocity<F>(v128.load(v), v128.load(dw), m, rate);
    v128.store(v, next);
    v128.store(w, v128.add<F>(v128.load(w), next));
  }
  if (w < end) {
    const rest = end - w;
    const next = velocity<F>(loadPart<F>(v, v + rest), loadPart<F>(dw, dw + rest), m, rate);
    storePart<F>(v, next, v + rest);
    storePart<F>(w, v128.add<F>(loadPart<F>(w, end), next), end);
  }
}

/** w + ofV·v − ofDw·dw */
// @ts-ignore: decorator
@inline
function lookAhead<F>(w: v128, v: v128, dw: v128, ofV: v128, ofDw: v128): v128 {
  return v128.sub<F>(v128.add<F>(w, v128.mul<F>(ofV, v)), v128.mul<F>(ofDw, dw));
}

export function nesterov<F>(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  const rate = setting<F>(learningRate);
  const m = setting<F>(momentum);
  const ofV = v128.mul<F>(m, m);
  const ofDw = v128.mul<F>(v128.add<F>(setting<F>(1), m), rate);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16, v += 16) {
    const old = v128.load(v);
    const slope = v128.load(dw);
    v128.store(w, lookAhead<F>(v128.load(w), old, slope, ofV, ofDw));
    v128.store(v, velocity<F>(old, slope, m, rate));
  }
  if (w < end) {
    const rest = end - w;
    const old = loadPart<F>(v, v + rest);
    const slope = loadPart<F>(dw, dw + rest);
    storePart<F>(w, lookAhead<F>(loadPart<F>(w, end), old, slope, ofV, ofDw), end);
    storePart<F>(v, velocity<F>(old, slope, m, rate), v + rest);
  }
}

/** h + dw² */
// @ts-ignore: decorator
@inline
function plusSquare<F>(h: v128, dw: v128): v128 {
  return v128.add<F>(h, v128.mul<F>(dw, dw));
}

export function adagrad<F>(w: usize, dw: usize, h: usize, length: i32, learningRate: f64): void {
  const rate = setting<F>(learningRate);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16, h += 16) {
    const slope = v128.load(dw);
    const square = plusSquare<F>(v128.load(h), slope);
    v128.store(h, square);
    v128.store(w, v128.sub<F>(v128.load(w), scaled<F>(rate, slope, square)));
  }
  if (w < end) {
    const rest = end - w;
    const slope = loadPart<F>(dw, dw + rest);
    const square = plusSquare<F>(loadPart<F>(h, h + rest), slope);
    storePart<F>(h, square, h + rest);
    storePart<F>(w, v128.sub<F>(loadPart<F>(w, end), scaled<F>(rate, slope, square)), end);
  }
}

/** kept·h + added·dw·dw */
// @ts-ignore: decorator
@inline
function leak<F>(h: v128, dw: v128, kept: v128, added: v128): v128 {
  return v128.add<F>(v128.mul<F>(kept, h), v128.mul<F>(v128.mul<F>(added, dw), dw));
}

export function rmsprop<F>(
  w: usize,
  dw: usize,
  h: usize,
  length: i32,
  learningRate: f64,
  decay: f64,
): void {
  const rate = setting<F>(learningRate);
  const kept = setting<F>(decay);
  const added = setting<F>(1 - decay);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16, h += 16) {
    const slope = v128.load(dw);
    const square = leak<F>(v128.load(h), slope, kept, added);
    v128.store(h, square);
    v128.store(w, v128.sub<F>(v128.load(w), scaled<F>(rate, slope, square)));
  }
  if (w < end) {
    const rest = end - w;
    const slope = loadPart<F>(dw, dw + rest);
    const square = leak<F>(loadPart<F>(h, h + rest), slope, kept, added);
    storePart<F>(h, square, h + rest);
    storePart<F>(w, v128.sub<F>(loadPart<F>(w, end), scaled<F>(rate, slope, square)), end);
  }
}

/** mean + added·(x − mean) */
// @ts-ignore: decorator
@inline
function towards<F>(mean: v128, x: v128, added: v128): v128 {
  return v128.add<F>(mean, v128.mul<F>(added, v128.sub<F>(x, mean)));
}

export function adam<F>(
  w: usize,
  dw: usize,
  m: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  beta1: f64,
  beta2: f64,
): void {
  const rate = setting<F>(learningRate);
  const added1 = setting<F>(1 - beta1);
  const added2 = setting<F>(1 - beta2);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16, m += 16, v += 16) {
    const slope = v128.load(dw);
    const first = towards<F>(v128.load(m), slope, added1);
    const second = towards<F>(v128.load(v), v128.mul<F>(slope, slope), added2);
    v128.store(m, first);
    v128.store(v, second);
    v128.store(w, v128.sub<F>(v128.load(w), scaled<F>(rate, first, second)));
  }
  if (w < end) {
    const rest = end - w;
    const slope = loadPart<F>(dw, dw + rest);
    const first = towards<F>(loadPart<F>(m, m + rest), slope, added1);
    const second = towards<F>(loadPart<F>(v, v + rest), v128.mul<F>(slope, slope), added2);
    storePart<F>(m, first, m + rest);
    storePart<F>(v, second, v + rest);
    storePart<F>(w, v128.sub<F>(loadPart<F>(w, end), scaled<F>(rate, first, second)), end);
  }
}

/** dw + lambda·w */
// @ts-ignore: decorator
@inline
function pulled<F>(dw: v128, w: v128, lambda: v128): v128 {
  return v128.add<F>(dw, v128.mul<F>(lambda, w));
}

export function decay<F>(w: usize, dw: usize, length: i32, lambda: f64): void {
  const factor = setting<F>(lambda);
  const end = w + <usize>length * sizeof<F>();
  for (; w + 16 <= end; w += 16, dw += 16) {
    v128.store(dw, pulled<F>(v128.load(dw), v128.load(w), factor));
  }
  const dwEnd = dw + (end - w);
  if (w < end) {
    storePart<F>(dw, pulled<F>(loadPart<F>(dw, dwEnd), loadPart<F>(w, end), factor), dwEnd);
  }
}
