/** The exports: every kernel for float32 and for float64. Pointers are byte offsets. */
import * as activation from "./activation";
import * as bias from "./bias";
import * as correct from "./correct";
import * as dense from "./dense";
import * as optimizers from "./optimizers";
import * as picked from "./picked";
import * as quadratic from "./quadratic";
import * as sparseRows from "./rows";
import * as softmax from "./softmax";
import * as sparse from "./sparse";

/** What a scratch must have room for beside a transposed matrix, in bytes. */
export { panelBytes } from "./panels";
export { pickedBytes } from "./picked";

export function relu32(z: usize, a: usize, count: i32): void {
  activation.relu<f32>(z, a, count);
}

export function relu64(z: usize, a: usize, count: i32): void {
  activation.relu<f64>(z, a, count);
}

export function sigmoid32(z: usize, a: usize, count: i32): void {
  activation.sigmoid<f32>(z, a, count);
}

export function sigmoid64(z: usize, a: usize, count: i32): void {
  activation.sigmoid<f64>(z, a, count);
}

export function tanh32(z: usize, a: usize, count: i32): void {
  activation.hyperbolicTangent<f32>(z, a, count);
}

export function tanh64(z: usize, a: usize, count: i32): void {
  activation.hyperbolicTangent<f64>(z, a, count);
}

export function reluGradient32(a: usize, da: usize, count: i32): void {
  activation.reluGradient<f32>(a, da, count);
}

export function reluGradient64(a: usize, da: usize, count: i32): void {
  activation.reluGradient<f64>(a, da, count);
}

export function sigmoidGradient32(a: usize, da: usize, count: i32): void {
  activation.sigmoidGradient<f32>(a, da, count);
}

export function sigmoidGradient64(a: usize, da: usize, count: i32): void {
  activation.sigmoidGradient<f64>(a, da, count);
}

export function tanhGradient32(a: usize, da: usize, count: i32): void {
  activation.tanhGradient<f32>(a, da, count);
}

export function tanhGradient64(a: usize, da: usize, count: i32): void {
  activation.tanhGradient<f64>(a, da, count);
}

export function affine32(x: usize, weight: usize, bias: usize, out: usize, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.affine<f32>(x, weight, bias, out, B, I, O, scratch);
}

export function affine64(x: usize, weight: usize, bias: usize, out: usize, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.affine<f64>(x, weight, bias, out, B, I, O, scratch);
}

export function weightGradient32(x: usize, columns: i32, dz: usize, dWeight: usize, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.weightGradient<f32>(x, columns, dz, dWeight, B, I, O, scratch);
}

export function weightGradient64(x: usize, columns: i32, dz: usize, dWeight: usize, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.weightGradient<f64>(x, columns, dz, dWeight, B, I, O, scratch);
}

export function inputGradient32(dz: usize, weight: usize, dx: usize, columns: i32, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.inputGradient<f32>(dz, weight, dx, columns, B, I, O, scratch);
}

export function inputGradient64(dz: usize, weight: usize, dx: usize, columns: i32, B: i32, I: i32, O: i32, scratch: usize): void {
  dense.inputGradient<f64>(dz, weight, dx, columns, B, I, O, scratch);
}

export function biasGradient32(dz: usize, dBias: usize, B: i32, O: i32): void {
  bias.biasGradient<f32>(dz, dBias, B, O);
}

export function biasGradient64(dz: usize, dBias: usize, B: i32, O: i32): void {
  bias.biasGradient<f64>(dz, dBias, B, O);
}

export function sgd32(w: usize, dw: usize, length: i32, learningRate: f64): void {
  optimizers.sgd<f32>(w, dw, length, learningRate);
}

export function sgd64(w: usize, dw: usize, length: i32, learningRate: f64): void {
  optimizers.sgd<f64>(w, dw, length, learningRate);
}

export function momentum32(w: usize, dw: usize, v: usize, length: i32, learningRate: f64, momentum: f64): void {
  optimizers.momentum<f32>(w, dw, v, length, learningRate, momentum);
}

export function momentum64(w: usize, dw: usize, v: usize, length: i32, learningRate: f64, momentum: f64): void {
  optimizers.momentum<f64>(w, dw, v, length, learningRate, momentum);
}

export function nesterov32(w: usize, dw: usize, v: usize, length: i32, learningRate: f64, momentum: f64): void {
  optimizers.nesterov<f32>(w, dw, v, length, learningRate, momentum);
}

export function nesterov64(w: usize, dw: usize, v: usize, length: i32, learningRate: f64, momentum: f64): void {
  optimizers.nesterov<f64>(w, dw, v, length, learningRate, momentum);
}

export function adagrad32(w: usize, dw: usize, h: usize, length: i32, learningRate: f64): void {
  optimizers.adagrad<f32>(w, dw, h, length, learningRate);
}

export function adagrad64(w: usize, dw: usize, h: usize, length: i32, learningRate: f64): void {
  optimizers.adagrad<f64>(w, dw, h, length, learningRate);
}

export function rmsprop32(w: usize, dw: usize, h: usize, length: i32, learningRate: f64, decay: f64): void {
  optimizers.rmsprop<f32>(w, dw, h, length, learningRate, decay);
}

export function rmsprop64(w: usize, dw: usize, h: usize, length: i32, learningRate: f64, decay: f64): void {
  optimizers.rmsprop<f64>(w, dw, h, length, learningRate, decay);
}

export function adam32(w: usize, dw: usize, m: usize, v: usize, length: i32, rate: f64, beta1: f64, beta2: f64): void {
  optimizers.adam<f32>(w, dw, m, v, length, rate, beta1, beta2);
}

export function adam64(w: usize, dw: usize, m: usize, v: usize, length: i32, rate: f64, beta1: f64, beta2: f64): void {
  optimizers.adam<f64>(w, dw, m, v, length, rate, beta1, beta2);
}

export function decay32(w: usize, dw: usize, length: i32, lambda: f64): void {
  optimizers.decay<f32>(w, dw, length, lambda);
}

export function decay64(w: usize, dw: usize, length: i32, lambda: f64): void {
  optimizers.decay<f64>(w, dw, length, lambda);
}

export function sigmoidQuadraticCost32(logits: usize, labels: usize, outputs: usize, B: i32, C: i32): f64 {
  return quadratic.sigmoidQuadraticCost<f32>(logits, labels, outputs, B, C);
}

export function sigmoidQuadraticCost64(logits: usize, labels: usize, outputs: usize, B: i32, C: i32): f64 {
  return quadratic.sigmoidQuadraticCost<f64>(logits, labels, outputs, B, C);
}

export function sigmoidQuadraticCostGradient32(outputs: usize, labels: usize, dLogits: usize, B: i32, C: i32): void {
  quadratic.sigmoidQuadraticCostGradient<f32>(outputs, labels, dLogits, B, C);
}

export function sigmoidQuadraticCostGradient64(outputs: usize, labels: usize, dLogits: usize, B: i32, C: i32): void {
  quadratic.sigmoidQuadraticCostGradient<f64>(outputs, labels, dLogits, B, C);
}

export function transpose32(rows: i32, rowStart: usize, column: usize, value: usize, columns: i32, outRowStart: usize, outColumn: usize, outValue: usize): void {
  sparseRows.transpose<f32, f32>(rows, rowStart, column, value, 0, 0, columns, outRowStart, outColumn, outValue);
}

export function transpose64(rows: i32, rowStart: usize, column: usize, value: usize, columns: i32, outRowStart: usize, outColumn: usize, outValue: usize): void {
  sparseRows.transpose<f64, f64>(rows, rowStart, column, value, 0, 0, columns, outRowStart, outColumn, outValue);
}

export function transposePicked32(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, columns: i32, outRowStart: usize, outColumn: usize, outValue: usize): void {
  sparseRows.transpose<f32, u8>(rows, rowStart, column, value, samples, levels, columns, outRowStart, outColumn, outValue);
}

export function transposePicked64(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, columns: i32, outRowStart: usize, outColumn: usize, outValue: usize): void {
  sparseRows.transpose<f64, u8>(rows, rowStart, column, value, samples, levels, columns, outRowStart, outColumn, outValue);
}

export function softmaxCrossEntropy32(logits: usize, labels: usize, probabilities: usize, B: i32, C: i32): f64 {
  return softmax.softmaxCrossEntropy<f32>(logits, labels, probabilities, B, C);
}

export function softmaxCrossEntropy64(logits: usize, labels: usize, probabilities: usize, B: i32, C: i32): f64 {
  return softmax.softmaxCrossEntropy<f64>(logits, labels, probabilities, B, C);
}

export function softmaxCrossEntropyGradient32(probabilities: usize, labels: usize, dLogits: usize, B: i32, C: i32): void {
  softmax.softmaxCrossEntropyGradient<f32>(probabilities, labels, dLogits, B, C);
}

export function softmaxCrossEntropyGradient64(probabilities: usize, labels: usize, dLogits: usize, B: i32, C: i32): void {
  softmax.softmaxCrossEntropyGradient<f64>(probabilities, labels, dLogits, B, C);
}

export function countCorrect32(logits: usize, labels: usize, B: i32, C: i32): i32 {
  return correct.countCorrect<f32>(logits, labels, B, C);
}

export function countCorrect64(logits: usize, labels: usize, B: i32, C: i32): i32 {
  return correct.countCorrect<f64>(logits, labels, B, C);
}

export function sparseAffine32(rows: i32, rowStart: usize, column: usize, value: usize, weight: usize, bias: usize, out: usize, O: i32): void {
  sparse.affine<f32>(rows, rowStart, column, value, weight, bias, out, O);
}

export function sparseWeightGradient32(rows: i32, rowStart: usize, column: usize, value: usize, columns: i32, dz: usize, dWeight: usize, O: i32): void {
  sparse.weightGradient<f32>(rows, rowStart, column, value, columns, dz, dWeight, O);
}

export function pickedAffine32(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, columns: i32, weight: usize, bias: usize, out: usize, O: i32, scratch: usize): void {
  picked.affine<f32>(rows, rowStart, column, value, samples, levels, columns, weight, bias, out, O, scratch);
}

export function pickedWeightGradient32(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, firstColumn: i32, columns: i32, dz: usize, dWeight: usize, O: i32, scratch: usize): void {
  picked.weightGradient<f32>(rows, rowStart, column, value, samples, levels, firstColumn, columns, dz, dWeight, O, scratch);
}

export function sparseAffine64(rows: i32, rowStart: usize, column: usize, value: usize, weight: usize, bias: usize, out: usize, O: i32): void {
  sparse.affine<f64>(rows, rowStart, column, value, weight, bias, out, O);
}

export function sparseWeightGradient64(rows: i32, rowStart: usize, column: usize, value: usize, columns: i32, dz: usize, dWeight: usize, O: i32): void {
  sparse.weightGradient<f64>(rows, rowStart, column, value, columns, dz, dWeight, O);
}

export function pickedAffine64(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, columns: i32, weight: usize, bias: usize, out: usize, O: i32, scratch: usize): void {
  picked.affine<f64>(rows, rowStart, column, value, samples, levels, columns, weight, bias, out, O, scratch);
}

export function pickedWeightGradient64(rows: i32, rowStart: usize, column: usize, value: usize, samples: usize, levels: usize, firstColumn: i32, columns: i32, dz: usize, dWeight: usize, O: i32, scratch: usize): void {
  picked.weightGradient<f64>(rows, rowStart, column, value, samples, levels, firstColumn, columns, dz, dWeight, O, scratch);
}

export { logitDifferences, unitDifferences } from "./differences";

/** For the tests of the ports. */
export { exp } from "./exp";
export { log } from "./log";
export { tanh } from "./tanh";
