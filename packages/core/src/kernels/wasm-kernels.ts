import type {} from "./webassembly.ts";
import { activationNames, type ActivationName, type Kernels, type Precision } from "./contract.ts";
import { expectFloat64 } from "./plain-differences.ts";
import { plainKernels } from "./plain-kernels.ts";
import type { LinearMemory } from "./linear-memory.ts";
import { isPicked } from "./row-reader.ts";

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
  const scratchOf = (bytes: number) => {
    if (scratch.length < bytes) scratch = memory.allocate(bytes);
    return scratch.byteOffset;
  };
  /** Where a kernel packs panels, and beside them `count` numbers transposed. */
  const scratchFor = (count: number) => scratchOf(panelBytes + count * bytesEach);

  const at = (array: ArrayBufferView) => memory.offsetOf(array);
  const sparseAffine = kernel("sparseAffine");
  const sparseWeightGradient = kernel("sparseWeightGradient");
  const pickedAffine = kernel("pickedAffine");
  const pickedWeightGradient = kernel("pickedWeightGradient");
  const pickedBytes = exports["pickedBytes"] as Kernel;
  const transpose = kernel("transpose");
  const transposePicked = kernel("transposePicked");
  const affine = kernel("affine");
  const weightGradient = kernel("weightGradient");
  const inputGradient = kernel("inputGradient");
  const biasGradient = kernel("biasGradient");
  const softmaxCrossEntropy = kernel("softmaxCrossEntropy");
  const softmaxCrossEntropyGradient = kernel("softmaxCrossEntropyGradient");
  const countCorrect = kernel("countCorrect");
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

    transpose(x, out) {
      const { rows, columns } = x;
      const [starts, column, value] = [at(out.rowStart), at(out.column), at(out.value)];
      if (isPicked(x)) {
        const { images, samples, levels } = x;
        transposePicked(
          rows,
          at(images.rowStart),
          at(images.column),
          at(images.pixel),
          at(samples),
          at(levels),
          columns,
          starts,
          column,
          value,
        );
      } else {
        const [xStarts, xColumn, xValue] = [at(x.rowStart), at(x.column), at(x.value)];
        transpose(rows, xStarts, xColumn, xValue, columns, starts, column, value);
      }
      out.rows = columns;
    },

    sparseAffine(x, weight, bias, out, O) {
      const [w, b, y] = [at(weight), at(bias), at(out)];
      if (isPicked(x)) {
        const { images, samples, levels } = x;
        pickedAffine(
          x.rows,
          at(images.rowStart),
          at(images.column),
          at(images.pixel),
          at(samples),
          at(levels),
          x.columns,
          w,
          b,
          y,
          O,
          scratchOf(pickedBytes(x.rows, x.columns)),
        );
      } else {
        sparseAffine(x.rows, at(x.rowStart), at(x.column), at(x.value), w, b, y, O);
      }
    },

    sparseWeightGradient(x, dz, dWeight, O) {
      const { rows, columns } = x;
      const [from, to] = [at(dz), at(dWeight)];
      if (isPicked(x)) {
        const { images, samples, levels } = x;
        pickedWeightGradient(
          rows,
          at(images.rowStart),
          at(images.column),
          at(images.pixel),
          at(samples),
          at(levels),
          0,
          columns,
          from,
          to,
          O,
          scratchOf(pickedBytes(rows, columns)),
        );
      } else {
        const [starts, column, value] = [at(x.rowStart), at(x.column), at(x.value)];
        sparseWeightGradient(rows, starts, column, value, columns, from, to, O);
      }
    },

    affine(x, weight, bias, out, B, I, O) {
      affine(at(x), at(weight), at(bias), at(out), B, I, O, scratchFor(0));
    },

    weightGradient(x, dz, dWeight, B, I, O) {
      weightGradient(at(x), I, at(dz), at(dWeight), B, I, O, scratchFor(B * I));
    },

    inputGradient(dz, weight, dx, B, I, O) {
      inputGradient(at(dz), at(weight), at(dx), I, B, I, O, scratchFor(I * O));
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

    countCorrect: (logits, labels, B, C) => countCorrect(at(logits), at(labels), B, C),

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
