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
        images.rowStart.byteOffset,
        images.column.byteOffset,
        images.pixel.byteOffset,
        samples.byteOffset,
        samples.length,
        levels.byteOffset,
        x.rowStart.byteOffset,
        x.column.byteOffset,
        x.value.byteOffset,
      );
      x.rows = samples.length;
    },

    transpose(x, out) {
      transpose(
        x.rows,
        x.columns,
        x.rowStart.byteOffset,
        x.column.byteOffset,
        x.value.byteOffset,
        out.rowStart.byteOffset,
        out.column.byteOffset,
        out.value.byteOffset,
      );
      out.rows = x.columns;
    },

    sparseAffine(x, weight, bias, out, O) {
      sparseTimesDense(
        x.rows,
        x.rowStart.byteOffset,
        x.column.byteOffset,
        x.value.byteOffset,
        weight.byteOffset,
        bias.byteOffset,
        out.byteOffset,
        O,
      );
    },

    sparseWeightGradient(xT, dz, dWeight, O) {
      sparseTimesDense(
        xT.rows,
        xT.rowStart.byteOffset,
        xT.column.byteOffset,
        xT.value.byteOffset,
        dz.byteOffset,
        0,
        dWeight.byteOffset,
        O,
      );
    },

    affine(x, weight, bias, out, B, I, O) {
      affine(
        x.byteOffset,
        weight.byteOffset,
        bias.byteOffset,
        out.byteOffset,
        B,
        I,
        O,
        scratchFor(0),
      );
    },

    weightGradient(x, dz, dWeight, B, I, O) {
      weightGradient(x.byteOffset, dz.byteOffset, dWeight.byteOffset, B, I, O, scratchFor(B * I));
    },

    inputGradient(dz, weight, dx, B, I, O) {
      inputGradient(dz.byteOffset, weight.byteOffset, dx.byteOffset, B, I, O, scratchFor(I * O));
    },

    biasGradient(dz, dBias, B, O) {
      biasGradient(dz.byteOffset, dBias.byteOffset, B, O);
    },

    activate(name, z, a, count) {
      const found = activations[name];
      if (found) found[0](z.byteOffset, a.byteOffset, count);
      else plain.activate(name, z, a, count);
    },

    activationGradient(name, a, da, count) {
      const found = activations[name];
      if (found) found[1](a.byteOffset, da.byteOffset, count);
      else plain.activationGradient(name, a, da, count);
    },

    softmaxCrossEntropy: (logits, labels, probabilities, B, C) =>
      softmaxCrossEntropy(logits.byteOffset, labels.byteOffset, probabilities.byteOffset, B, C),

    softmaxCrossEntropyGradient(probabilities, labels, dLogits, B, C) {
      softmaxCrossEntropyGradient(
        probabilities.byteOffset,
        labels.byteOffset,
        dLogits.byteOffset,
        B,
        C,
      );
    },

    sigmoidQuadraticCost: (logits, labels, outputs, B, C) =>
      sigmoidQuadraticCost(logits.byteOffset, labels.byteOffset, outputs.byteOffset, B, C),

    sigmoidQuadraticCostGradient(outputs, labels, dLogits, B, C) {
      sigmoidQuadraticCostGradient(outputs.byteOffset, labels.byteOffset, dLogits.byteOffset, B, C);
    },

    unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C) {
      expectFloat64(precision);
      if (!activations[name]) {
        plain.unitDifferences(xT, h, name, z, a, logits, weight, labels, sums, O, C);
        return;
      }
      unitDifferences(
        xT.rows,
        xT.rowStart.byteOffset,
        xT.column.byteOffset,
        xT.value.byteOffset,
        h,
        activationNames.indexOf(name),
        z.byteOffset,
        a.byteOffset,
        logits.byteOffset,
        weight.byteOffset,
        labels.byteOffset,
        sums.byteOffset,
        O,
        C,
      );
    },

    logitDifferences(xT, h, logits, labels, sums, C) {
      expectFloat64(precision);
      logitDifferences(
        xT.rows,
        xT.rowStart.byteOffset,
        xT.column.byteOffset,
        xT.value.byteOffset,
        h,
        logits.byteOffset,
        labels.byteOffset,
        sums.byteOffset,
        C,
        scratchFor(2 * C),
      );
    },

    sgd(w, dw, learningRate) {
      sgd(w.byteOffset, dw.byteOffset, w.length, learningRate);
    },

    momentum(w, dw, v, learningRate, m) {
      momentum(w.byteOffset, dw.byteOffset, v.byteOffset, w.length, learningRate, m);
    },

    nesterov(w, dw, v, learningRate, m) {
      nesterov(w.byteOffset, dw.byteOffset, v.byteOffset, w.length, learningRate, m);
    },

    adagrad(w, dw, h, learningRate) {
      adagrad(w.byteOffset, dw.byteOffset, h.byteOffset, w.length, learningRate);
    },

    rmsprop(w, dw, h, learningRate, kept) {
      rmsprop(w.byteOffset, dw.byteOffset, h.byteOffset, w.length, learningRate, kept);
    },

    adam(w, dw, m, v, rate, beta1, beta2) {
      adam(w.byteOffset, dw.byteOffset, m.byteOffset, v.byteOffset, w.length, rate, beta1, beta2);
    },

    decay(w, dw, lambda) {
      decay(w.byteOffset, dw.byteOffset, w.length, lambda);
    },
  };
}
