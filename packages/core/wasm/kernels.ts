/** The exports: every kernel for float32 and for float64. Pointers are byte offsets. */
import { gather, transpose } from "./rows";
import { sparseTimesDense } from "./sparse";
import { affine, weightGradient, inputGradient, biasGradient } from "./dense";
import {
  relu,
  sigmoid,
  hyperbolicTangent,
  reluGradient,
  sigmoidGradient,
  tanhGradient,
} from "./activation";
import { softmaxCrossEntropy, softmaxCrossEntropyGradient } from "./softmax";
import { sigmoidQuadraticCost, sigmoidQuadraticCostGradient } from "./quadratic";
import { sgd, momentum, nesterov, adagrad, rmsprop, adam, decay } from "./optimizers";
export { panelBytes } from "./dense";

export function gather32(
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  B: i32,
  levels: usize,
  xRowStart: usize,
  xColumn: usize,
  xValue: usize,
): void {
  gather<f32>(rowStart, column, pixel, samples, B, levels, xRowStart, xColumn, xValue);
}

export function gather64(
  rowStart: usize,
  column: usize,
  pixel: usize,
  samples: usize,
  B: i32,
  levels: usize,
  xRowStart: usize,
  xColumn: usize,
  xValue: usize,
): void {
  gather<f64>(rowStart, column, pixel, samples, B, levels, xRowStart, xColumn, xValue);
}

export function transpose32(
  rows: i32,
  columns: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  outRowStart: usize,
  outColumn: usize,
  outValue: usize,
): void {
  transpose<f32>(rows, columns, rowStart, column, value, outRowStart, outColumn, outValue);
}

export function transpose64(
  rows: i32,
  columns: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  outRowStart: usize,
  outColumn: usize,
  outValue: usize,
): void {
  transpose<f64>(rows, columns, rowStart, column, value, outRowStart, outColumn, outValue);
}

export function sparseTimesDense32(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  dense: usize,
  start: usize,
  out: usize,
  O: i32,
): void {
  sparseTimesDense<f32>(rows, rowStart, column, value, dense, start, out, O);
}

export function sparseTimesDense64(
  rows: i32,
  rowStart: usize,
  column: usize,
  value: usize,
  dense: usize,
  start: usize,
  out: usize,
  O: i32,
): void {
  sparseTimesDense<f64>(rows, rowStart, column, value, dense, start, out, O);
}

export function affine32(
  x: usize,
  weight: usize,
  bias: usize,
  out: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  affine<f32>(x, weight, bias, out, B, I, O, scratch);
}

export function affine64(
  x: usize,
  weight: usize,
  bias: usize,
  out: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  affine<f64>(x, weight, bias, out, B, I, O, scratch);
}

export function weightGradient32(
  x: usize,
  dz: usize,
  dWeight: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  weightGradient<f32>(x, dz, dWeight, B, I, O, scratch);
}

export function weightGradient64(
  x: usize,
  dz: usize,
  dWeight: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  weightGradient<f64>(x, dz, dWeight, B, I, O, scratch);
}

export function inputGradient32(
  dz: usize,
  weight: usize,
  dx: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  inputGradient<f32>(dz, weight, dx, B, I, O, scratch);
}

export function inputGradient64(
  dz: usize,
  weight: usize,
  dx: usize,
  B: i32,
  I: i32,
  O: i32,
  scratch: usize,
): void {
  inputGradient<f64>(dz, weight, dx, B, I, O, scratch);
}

export function biasGradient32(dz: usize, dBias: usize, B: i32, O: i32): void {
  biasGradient<f32>(dz, dBias, B, O);
}

export function biasGradient64(dz: usize, dBias: usize, B: i32, O: i32): void {
  biasGradient<f64>(dz, dBias, B, O);
}

export function relu32(z: usize, a: usize, count: i32): void {
  relu<f32>(z, a, count);
}

export function relu64(z: usize, a: usize, count: i32): void {
  relu<f64>(z, a, count);
}

export function sigmoid32(z: usize, a: usize, count: i32): void {
  sigmoid<f32>(z, a, count);
}

export function sigmoid64(z: usize, a: usize, count: i32): void {
  sigmoid<f64>(z, a, count);
}

export function hyperbolicTangent32(z: usize, a: usize, count: i32): void {
  hyperbolicTangent<f32>(z, a, count);
}

export function hyperbolicTangent64(z: usize, a: usize, count: i32): void {
  hyperbolicTangent<f64>(z, a, count);
}

export function reluGradient32(a: usize, da: usize, count: i32): void {
  reluGradient<f32>(a, da, count);
}

export function reluGradient64(a: usize, da: usize, count: i32): void {
  reluGradient<f64>(a, da, count);
}

export function sigmoidGradient32(a: usize, da: usize, count: i32): void {
  sigmoidGradient<f32>(a, da, count);
}

export function sigmoidGradient64(a: usize, da: usize, count: i32): void {
  sigmoidGradient<f64>(a, da, count);
}

export function tanhGradient32(a: usize, da: usize, count: i32): void {
  tanhGradient<f32>(a, da, count);
}

export function tanhGradient64(a: usize, da: usize, count: i32): void {
  tanhGradient<f64>(a, da, count);
}

export function softmaxCrossEntropy32(
  logits: usize,
  labels: usize,
  probabilities: usize,
  B: i32,
  C: i32,
): f64 {
  return softmaxCrossEntropy<f32>(logits, labels, probabilities, B, C);
}

export function softmaxCrossEntropy64(
  logits: usize,
  labels: usize,
  probabilities: usize,
  B: i32,
  C: i32,
): f64 {
  return softmaxCrossEntropy<f64>(logits, labels, probabilities, B, C);
}

export function softmaxCrossEntropyGradient32(
  probabilities: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  softmaxCrossEntropyGradient<f32>(probabilities, labels, dLogits, B, C);
}

export function softmaxCrossEntropyGradient64(
  probabilities: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  softmaxCrossEntropyGradient<f64>(probabilities, labels, dLogits, B, C);
}

export function sigmoidQuadraticCost32(
  logits: usize,
  labels: usize,
  outputs: usize,
  B: i32,
  C: i32,
): f64 {
  return sigmoidQuadraticCost<f32>(logits, labels, outputs, B, C);
}

export function sigmoidQuadraticCost64(
  logits: usize,
  labels: usize,
  outputs: usize,
  B: i32,
  C: i32,
): f64 {
  return sigmoidQuadraticCost<f64>(logits, labels, outputs, B, C);
}

export function sigmoidQuadraticCostGradient32(
  outputs: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  sigmoidQuadraticCostGradient<f32>(outputs, labels, dLogits, B, C);
}

export function sigmoidQuadraticCostGradient64(
  outputs: usize,
  labels: usize,
  dLogits: usize,
  B: i32,
  C: i32,
): void {
  sigmoidQuadraticCostGradient<f64>(outputs, labels, dLogits, B, C);
}

export function sgd32(w: usize, dw: usize, length: i32, learningRate: f64): void {
  sgd<f32>(w, dw, length, learningRate);
}

export function sgd64(w: usize, dw: usize, length: i32, learningRate: f64): void {
  sgd<f64>(w, dw, length, learningRate);
}

export function momentum32(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  momentum<f32>(w, dw, v, length, learningRate, momentum);
}

export function momentum64(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  momentum<f64>(w, dw, v, length, learningRate, momentum);
}

export function nesterov32(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  nesterov<f32>(w, dw, v, length, learningRate, momentum);
}

export function nesterov64(
  w: usize,
  dw: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  momentum: f64,
): void {
  nesterov<f64>(w, dw, v, length, learningRate, momentum);
}

export function adagrad32(w: usize, dw: usize, h: usize, length: i32, learningRate: f64): void {
  adagrad<f32>(w, dw, h, length, learningRate);
}

export function adagrad64(w: usize, dw: usize, h: usize, length: i32, learningRate: f64): void {
  adagrad<f64>(w, dw, h, length, learningRate);
}

export function rmsprop32(
  w: usize,
  dw: usize,
  h: usize,
  length: i32,
  learningRate: f64,
  decay: f64,
): void {
  rmsprop<f32>(w, dw, h, length, learningRate, decay);
}

export function rmsprop64(
  w: usize,
  dw: usize,
  h: usize,
  length: i32,
  learningRate: f64,
  decay: f64,
): void {
  rmsprop<f64>(w, dw, h, length, learningRate, decay);
}

export function adam32(
  w: usize,
  dw: usize,
  m: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  beta1: f64,
  beta2: f64,
): void {
  adam<f32>(w, dw, m, v, length, learningRate, beta1, beta2);
}

export function adam64(
  w: usize,
  dw: usize,
  m: usize,
  v: usize,
  length: i32,
  learningRate: f64,
  beta1: f64,
  beta2: f64,
): void {
  adam<f64>(w, dw, m, v, length, learningRate, beta1, beta2);
}

export function decay32(w: usize, dw: usize, length: i32, lambda: f64): void {
  decay<f32>(w, dw, length, lambda);
}

export function decay64(w: usize, dw: usize, length: i32, lambda: f64): void {
  decay<f64>(w, dw, length, lambda);
}

/** For the tests of the ports. */
export { exp } from "./exp";
export { log } from "./log";
export { tanh } from "./tanh";
