import type {} from "./webassembly.ts";
import { activationNames, type ActivationName, type Kernels, type Precision } from "./contract.ts";
import { expectFloat64 } from "./plain-differences.ts";
import { plainKernels } from "./plain-kernels.ts";
import type { LinearMemory } from "./linear-memory.ts";

type Kernel = (...args: number[]) => number;

/**
 * The kernels of wasm/ on one linear memory: the same bits as the plain ones, with 128-bit SIMD. All
 * arrays must come from `memory`. Good until the memory is released.
 */
export function wasmKernels(
  module: WebAssembly.Module,
  memory: LinearMemory,
  precision: Precision,
): Kernels {
  const plain = plainKernels(precision, memory.of(precision));
  const { exports } = new WebAssembly.Instance(module, { env: { memory: memory.memory } });
  const bits = precision === "float32" ? "32" : "64";
  const kernel = (name: string) => exports[`${name}${bits}`] as Kernel;
  const panelBytes = (exports["panelBytes"] as WebAssembly.Global).value as number;
  const bytesEach = precision === "float32" ? 4 : 8;

  let scratch = memory.allocate(panelBytes);
  /** Where a kernel packs panels, and beside them `count` numbers transposed. */
  const scratchFor = (count: number) => {
    const needed = panelBytes + count * bytesEach;
    if (scratch.length < needed) scratch = memory.allocate(needed);
    return scratch.byteOffset;
  };

  const at = (array: ArrayBufferView) => memory.offsetOf(array);
  const sparseTimesDense = kernel("sparseTimesDense");
  const gather = kernel("gather");
  const transpose = kernel("transpose");
  const affine = kernel("affine");
  const weightGradient = kernel("weightGradient");
  const inputGradient = kernel("inputGradient");
  const biasGradient = kernel("biasGradient");
  const softmaxCrossEntropy = kernel("softmaxCrossEntropy");
  const softmaxCrossEntropyGradient = kernel("softmaxCrossEntropyGradient");
  const sigmoidQuadraticCost = kernel("sigmoidQuadraticCost");
  const sigmoidQuadraticCostGradient = kernel("sigmoidQuadraticCostGradient");
  const unitDifferences = exports["unitDifferences"] as Kernel;
  const logitDifferences = exports["logitDifferences"] as Kernel;
  const sgd = kernel("sgd");
  const momentum = kernel("momentum");
  const nesterov = kernel("nesterov");
  const adagrad = kernel("adagrad");
  const rmsprop = kernel("rmsprop");
  const adam = kernel("adam");
  const decay = kernel("decay");
  /** f and its gradient; those that are not here are computed by the plain kernels. */
  const activations: Partial<Record<ActivationName, readonly [Kernel, Kernel]>> = {
    relu: [kernel("relu"), kernel("reluGradient")],
    sigmoid: [kernel("sigmoid"), kernel("sigmoidGradient")],
    tanh: [kernel("tanh"), kernel("tanhGradient")],
  };

  return {
    ...plain,

    gather(images, samples, levels, x) {
      gather(
        at(images.rowStart),
        at(images.column),
        at(images.pixel),
        at(samples),
        samples.length,
        at(levels),
        at(x.rowStart),
        at(x.column),
        at(x.value),
      );
      x.rows = samples.length;
    },

    transpose(x, out) {
      transpose(
        x.rows,
        x.columns,
        at(x.rowStart),
        at(x.column),
        at(x.value),
        at(out.rowStart),
        at(out.column),
        at(out.value),
      );
      out.rows = x.columns;
    },

    sparseAffine(x, weight, bias, out, O) {
      sparseTimesDense(
        x.rows,
        at(x.rowStart),
        at(x.column),
        at(x.value),
        at(weight),
        at(bias),
        at(out),
        O,
      );
    },

    sparseWeightGradient(xT, dz, dWeight, O) {
      sparseTimesDense(
        xT.rows,
        at(xT.rowStart),
        at(xT.column),
        at(xT.value),
        at(dz),
        0,
        at(dWeight),
        O,
      );
    },

    affine(x, weight, bias, out, B, I, O) {
      affine(at(x), at(weight), at(bias), at(out), B, I, O, scratchFor(0));
    },

    weightGradient(x, dz, dWeight, B, I, O) {
      weightGradient(at(x), at(dz), at(dWeight), B, I, O, scratchFor(B * I));
    },

    inputGradient(dz, weight, dx, B, I, O) {
      inputGradient(at(dz), at(weight), at(dx), B, I, O, scratchFor(I * O));
    },

    biasGradient(dz, dBias, B, O) {
      biasGradient(at(dz), at(dBias), B, O);
    },

    activate(name, z, a, count) {
      const found = activations[name];
      if (found) found[0](at(z), at(a), count);
      else plain.activate(name, z, a, count);
    },

    activationGradient(name, a, da, count) {
      const found = activations[name];
      if (found) found[1](at(a), at(da), count);
      else plain.activationGradient(name, a, da, count);
    },

    softmaxCrossEntropy: (logits, labels, probabilities, B, C) =>
      softmaxCrossEntropy(at(logits), at(labels), at(probabilities), B, C),

    softmaxCrossEntropyGradient(probabilities, labels, dLogits, B, C) {
      softmaxCrossEntropyGradient(at(probabilities), at(labels), at(dLogits), B, C);
    },

    sigmoidQuadraticCost: (logits, labels, outputs, B, C) =>
      sigmoidQuadraticCost(at(logits), at(labels), at(outputs), B, C),

    sigmoidQuadraticCostGradient(outputs, labels, dLogits, B, C) {
      sigmoidQuadraticCostGradient(at(outputs), at(labels), at(dLogits), B, C);
    },

    unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C) {
      expectFloat64(precision);
      if (!activations[name]) {
        plain.unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C);
        return;
      }
      unitDifferences(
        xT.rows,
        at(xT.rowStart),
        at(xT.column),
        at(xT.value),
        h,
        activationNames.indexOf(name),
        at(z),
        at(a),
        at(logits),
        at(weight),
        at(labels),
        at(sums),
        O,
        C,
      );
    },

    logitDifferences(xT, h, logits, labels, sums, C) {
      expectFloat64(precision);
      logitDifferences(
        xT.rows,
        at(xT.rowStart),
        at(xT.column),
        at(xT.value),
        h,
        at(logits),
        at(labels),
        at(sums),
        C,
        scratchFor(2 * C),
      );
    },

    sgd(w, dw, learningRate) {
      sgd(at(w), at(dw), w.length, learningRate);
    },

    momentum(w, dw, v, learningRate, m) {
      momentum(at(w), at(dw), at(v), w.length, learningRate, m);
    },

    nesterov(w, dw, v, learningRate, m) {
      nesterov(at(w), at(dw), at(v), w.length, learningRate, m);
    },

    adagrad(w, dw, h, learningRate) {
      adagrad(at(w), at(dw), at(h), w.length, learningRate);
    },

    rmsprop(w, dw, h, learningRate, kept) {
      rmsprop(at(w), at(dw), at(h), w.length, learningRate, kept);
    },

    adam(w, dw, m, v, rate, beta1, beta2) {
      adam(at(w), at(dw), at(m), at(v), w.length, rate, beta1, beta2);
    },

    decay(w, dw, lambda) {
      decay(at(w), at(dw), w.length, lambda);
    },
  };
}
