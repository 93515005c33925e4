import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activationNames,
  allocateSparseRows,
  createRng,
  crossEntropyError,
  float64Kernels,
  precisions,
  softmax,
  sparseRows,
  tensor,
  type Floats,
  type Kernels,
  type PickedRows,
  type Rng,
} from "../src/index.ts";
import { allKernels } from "./wasm.ts";

const specials = [
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  1e-40,
  5e-324,
  3e38,
  1e300,
  88.5,
  -87,
  -700,
  710,
];

interface Inputs {
  readonly kernels: Kernels;
  readonly rng: Rng;
  /** n numbers about 0, half of them 0, some of them special. */
  numbers(n: number): Floats;
  labels(n: number, C: number): Uint8Array;
}

/** The same inputs for kernels of any kind, as a seed draws them. */
function inputs(kernels: Kernels, seed: number): Inputs {
  const rng = createRng(seed);
  const withSpecials = rng.uniform() < 0.4;
  const number = () => {
    const u = rng.uniform();
    if (u < 0.4) return 0;
    if (withSpecials && u < 0.45) return specials[rng.below(specials.length)]!;
    return rng.normal() * (u < 0.9 ? 1 : 30);
  };
  return {
    kernels,
    rng,
    numbers: (n) => filled(kernels.memory.floats(n), number),
    labels: (n, C) => filled(kernels.memory.bytes(n), () => rng.below(C)),
  };
}

function filled<T extends { length: number; [i: number]: number }>(array: T, f: () => number): T {
  for (let i = 0; i < array.length; i++) array[i] = f();
  return array;
}

function sparse({ kernels }: Inputs, dense: Floats, rows: number, columns: number) {
  return sparseRows(dense, rows, columns, kernels.memory);
}

/** Shares of bytes that are not 0, of one image each. */
const densities = [0, 0.02, 0.5, 0.5, 1];

/** B rows of five images of I bytes. */
function picked({ kernels: { memory }, rng }: Inputs, B: number, I: number): PickedRows {
  const bytes = densities.flatMap((density) =>
    Array.from({ length: I }, () => (rng.uniform() < density ? rng.below(256) : 0)),
  );
  const rows = sparseRows(bytes, 5, I);
  return {
    rows: B,
    columns: I,
    images: memory.adopt({ ...rows, pixel: Uint8Array.from(rows.value) }),
    samples: filled(memory.uint32s(B), () => rng.below(5)),
    levels: filled(memory.floats(256), () => rng.normal()),
  };
}

type Sizes = { B: number; I: number; O: number };
type Outcome = (number | ArrayLike<number>)[];

/** Every kernel on drawn inputs, and what it leaves. */
const cases: Record<string, (inputs: Inputs, sizes: Sizes) => Outcome> = {
  transpose(it, { B, I }) {
    const x = sparse(it, it.numbers(B * I), B, I);
    const out = allocateSparseRows(it.kernels.memory, I, B, B * I);
    it.kernels.transpose(x, out);
    return [out.rows, out.rowStart, out.column, out.value];
  },
  "transpose of picked rows"(it, { B, I }) {
    const out = allocateSparseRows(it.kernels.memory, I, B, B * I);
    it.kernels.transpose(picked(it, B, I), out);
    return [out.rows, out.rowStart, out.column, out.value];
  },
  "sparseAffine of picked rows"(it, { B, I, O }) {
    const out = it.numbers(B * O);
    it.kernels.sparseAffine(picked(it, B, I), it.numbers(I * O), it.numbers(O), out, O);
    return [out];
  },
  sparseAffine(it, { B, I, O }) {
    const x = sparse(it, it.numbers(B * I), B, I);
    const out = it.numbers(B * O);
    it.kernels.sparseAffine(x, it.numbers(I * O), it.numbers(O), out, O);
    return [out];
  },
  sparseWeightGradient(it, { B, I, O }) {
    const x = sparse(it, it.numbers(B * I), B, I);
    const out = it.numbers(I * O);
    it.kernels.sparseWeightGradient(x, it.numbers(B * O), out, O);
    return [out];
  },
  "sparseWeightGradient of picked rows"(it, { B, I, O }) {
    const out = it.numbers(I * O);
    it.kernels.sparseWeightGradient(picked(it, B, I), it.numbers(B * O), out, O);
    return [out];
  },
  affine(it, { B, I, O }) {
    const out = it.numbers(B * O);
    it.kernels.affine(it.numbers(B * I), it.numbers(I * O), it.numbers(O), out, B, I, O);
    return [out];
  },
  weightGradient(it, { B, I, O }) {
    const out = it.numbers(I * O);
    it.kernels.weightGradient(it.numbers(B * I), it.numbers(B * O), out, B, I, O);
    return [out];
  },
  inputGradient(it, { B, I, O }) {
    const out = it.numbers(B * I);
    it.kernels.inputGradient(it.numbers(B * O), it.numbers(I * O), out, B, I, O);
    return [out];
  },
  biasGradient(it, { B, O }) {
    const out = it.numbers(O);
    it.kernels.biasGradient(it.numbers(B * O), out, B, O);
    return [out];
  },
  activate(it, { B, O }) {
    const z = it.numbers(B * O);
    return activationNames.map((name) => {
      const a = it.numbers(B * O);
      it.kernels.activate(name, z, a, B * O);
      return a;
    });
  },
  activationGradient(it, { B, O }) {
    const a = it.numbers(B * O);
    return activationNames.map((name) => {
      const da = it.numbers(B * O);
      it.kernels.activationGradient(name, a, da, B * O);
      return da;
    });
  },
  softmaxCrossEntropy(it, { B, O: C }) {
    const labels = it.labels(B, C);
    const y = it.numbers(B * C);
    const dLogits = it.numbers(B * C);
    const loss = it.kernels.softmaxCrossEntropy(it.numbers(B * C), labels, y, B, C);
    it.kernels.softmaxCrossEntropyGradient(y, labels, dLogits, B, C);
    return [loss, y, dLogits];
  },
  countCorrect(it, { B, O }) {
    const C = Math.min(O, 4); // or hardly a row would be
    return [it.kernels.countCorrect(it.numbers(B * C), it.labels(B, C), B, C)];
  },
  sigmoidQuadraticCost(it, { B, O: C }) {
    const labels = it.labels(B, C);
    const y = it.numbers(B * C);
    const dLogits = it.numbers(B * C);
    const loss = it.kernels.sigmoidQuadraticCost(it.numbers(B * C), labels, y, B, C);
    it.kernels.sigmoidQuadraticCostGradient(y, labels, dLogits, B, C);
    return [loss, y, dLogits];
  },
  differences(it, { B, I, O }) {
    if (it.kernels.precision === "float32") return [];
    const [H, C] = [(I % 7) + 1, (O % 12) + 1];
    const xT = sparse(it, it.numbers(5 * B), 5, B);
    const [z, a, sums] = [it.numbers(B * H), it.numbers(B * H), it.numbers(5 * H)];
    const [logits, weight, labels] = [it.numbers(B * C), it.numbers(H * C), it.labels(B, C)];
    const found = activationNames.flatMap((name) => {
      it.kernels.activate(name, z, a, B * H);
      it.kernels.unitDifferences(xT, 1e-4, name, z, a, logits, weight, labels, sums, H, C);
      return Array.from(sums);
    });
    const ofLogits = it.numbers(5 * C);
    it.kernels.logitDifferences(xT, 1e-4, logits, labels, ofLogits, C);
    return [found, ofLogits];
  },
  optimizers(it, { I, O }) {
    const { kernels, rng } = it;
    const n = I * O;
    const rate = rng.uniform();
    const share = rng.uniform();
    const updates: ((w: Floats, dw: Floats, m: Floats, v: Floats) => void)[] = [
      (w, dw) => kernels.sgd(w, dw, rate),
      (w, dw, m) => kernels.momentum(w, dw, m, rate, share),
      (w, dw, m) => kernels.nesterov(w, dw, m, rate, share),
      (w, dw, _, v) => kernels.adagrad(w, dw, v, rate),
      (w, dw, _, v) => kernels.rmsprop(w, dw, v, rate, share),
      (w, dw, m, v) => kernels.adam(w, dw, m, v, rate, share, 0.999),
      (w, dw) => kernels.decay(w, dw, rate),
    ];
    return updates.flatMap((update) => {
      const [w, dw, m, v] = [it.numbers(n), it.numbers(n), it.numbers(n), it.numbers(n)] as const;
      filled(v, () => Math.abs(rng.normal()));
      update(w, dw, m, v);
      return [w, dw, m, v];
    });
  },
};

const size = fc.integer({ min: 1, max: 70 });

describe.each(precisions)("%s: wasm leaves the bits that the plain kernels leave", (precision) => {
  const [plain, ...compiled] = allKernels(precision);
  test.each(Object.entries(cases))("%s", (_, compute) => {
    fc.assert(
      fc.property(size, size, size, fc.nat(), (B, I, O, seed) => {
        const of = (kernels: Kernels) => compute(inputs(kernels, seed), { B, I, O }).map(numbersOf);
        const expected = of(plain);
        for (const found of compiled.map(of)) {
          // Millions of numbers: toEqual, which is slow, is for telling where they differ.
          if (!areSame(found.flat(), expected.flat())) expect(found).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** −0 is not 0, and every NaN is the same. */
const areSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

const numbersOf = (it: number | ArrayLike<number>) =>
  typeof it === "number" ? it : Array.from(it);

test("large layers, whose panels are packed, leave the same bits too", () => {
  for (const precision of precisions) {
    const [expected, ...all] = allKernels(precision).map((kernels) => {
      const it = inputs(kernels, 5);
      const sizes = { B: 33, I: 301, O: 130 };
      return (["affine", "weightGradient", "inputGradient"] as const).flatMap((name) =>
        cases[name]!(it, sizes).map(numbersOf),
      );
    });
    for (const found of all) expect(found).toEqual(expected);
  }
});

test("images of many weights, which are read by halves, leave the same bits too", () => {
  const sizes = fc.record({
    B: fc.integer({ min: 16, max: 24 }),
    I: fc.integer({ min: 330, max: 800 }),
    O: fc.integer({ min: 50, max: 60 }),
  });
  fc.assert(
    fc.property(sizes, fc.nat(), fc.constantFrom(...precisions), (size, seed, precision) => {
      const [expected, ...all] = allKernels(precision).map((kernels) =>
        cases["sparseAffine of picked rows"]!(inputs(kernels, seed), size).map(numbersOf).flat(),
      );
      for (const found of all) if (!areSame(found, expected!)) expect(found).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test("batches of more samples than a bucket tells apart leave the same bits too", () => {
  for (const precision of precisions) {
    const [expected, ...all] = allKernels(precision).map((kernels) => {
      const sizes = { B: 600, I: 20, O: 14 };
      const name = "sparseWeightGradient of picked rows";
      return cases[name]!(inputs(kernels, 5), sizes).map(numbersOf);
    });
    for (const found of all) expect(found).toEqual(expected);
  }
});

test("sigmoid, tanh and exp of 20,000 numbers of every size, in place: the same bits", () => {
  for (const precision of precisions) {
    const [expected, ...all] = allKernels(precision).map((kernels) => {
      const { memory } = kernels;
      const rng = createRng(3);
      // up to ±760, past both ends of exp, and down to 1e-9
      const number = () => (rng.uniform() - 0.5) * 1520 * 10 ** -rng.below(13);
      const count = 20_001;
      const activated = (["sigmoid", "tanh"] as const).map((name) => {
        const z = filled(memory.floats(count), number);
        kernels.activate(name, z, z, count);
        return Array.from(z);
      });
      // Rows (0, x): exponentials over their sum, and a loss of logarithms.
      const logits = filled(memory.floats(2 * count), number);
      for (let i = 0; i < 2 * count; i += 2) logits[i] = 0;
      const labels = filled(memory.bytes(count), () => rng.below(2));
      const loss = kernels.softmaxCrossEntropy(logits, labels, logits, count, 2);
      return [loss, Array.from(logits), ...activated];
    });
    for (const found of all) expect(found).toEqual(expected);
  }
});

test("sparse rows give the bits of dense ones", () => {
  fc.assert(
    fc.property(size, size, size, fc.nat(), (B, I, O, seed) => {
      const rng = createRng(seed);
      const half = (n: number) =>
        filled(new Float64Array(n), () => (rng.uniform() < 0.5 ? 0 : rng.normal()));
      const [x, weight, bias] = [half(B * I), half(I * O), half(O)];
      const [dense, fromSparse] = [new Float64Array(B * O), new Float64Array(B * O)];
      float64Kernels.affine(x, weight, bias, dense, B, I, O);
      float64Kernels.sparseAffine(sparseRows(x, B, I), weight, bias, fromSparse, O);
      // + 0 where a product of 0 made −0 of it
      expect(fromSparse.map((z) => z + 0)).toEqual(dense.map((z) => z + 0));
    }),
  );
});

test("a blank row is the bias, and shapes that do not fit are refused", () => {
  const out = new Float64Array(2);
  float64Kernels.sparseAffine(
    sparseRows([0, 0, 0], 1, 3),
    new Float64Array(6).fill(9),
    Float64Array.of(1, 2),
    out,
    2,
  );
  expect([...out]).toEqual([1, 2]);
  expect(() => sparseRows([1, 2, 3], 2, 2)).toThrow(
    "shape does not fit: 3 numbers; expected (2,2)",
  );
  expect(() => allocateSparseRows(float64Kernels.memory, 1, 70_000, 1)).toThrow(
    "too many columns: 70000",
  );
});

test("a row is correct where its label is the first of the largest, and no number is NaN", () => {
  const number = fc.constantFrom(-Infinity, -1, -0, 0, 2, Infinity, NaN);
  const rows = fc.array(fc.tuple(fc.array(number, { minLength: 3, maxLength: 3 }), fc.nat(2)));
  fc.assert(
    fc.property(rows, (all) => {
      const logits = Float64Array.from(all.flatMap(([row]) => row));
      const labels = Uint8Array.from(all, ([, label]) => label);
      const expected = all.filter(([row, label]) => row.indexOf(Math.max(...row)) === label);
      expect(float64Kernels.countCorrect(logits, labels, all.length, 3)).toBe(expected.length);
    }),
  );
});

test("softmax with loss equals softmax, then cross-entropy, to 1e-12", () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 12 }), fc.nat(), (B, C, seed) => {
      const rng = createRng(seed);
      const logits = Float64Array.from({ length: B * C }, () => 30 * rng.normal());
      const labels = Uint8Array.from({ length: B }, () => rng.below(C));
      const probabilities = new Float64Array(B * C);
      const loss = float64Kernels.softmaxCrossEntropy(logits, labels, probabilities, B, C) / B;
      const y = softmax(tensor(logits, [B, C]));
      probabilities.forEach((p, i) => expect(Math.abs(p - y.data[i]!)).toBeLessThanOrEqual(1e-12));
      expect(Math.abs(loss - crossEntropyError(y, [...labels]))).toBeLessThanOrEqual(1e-12);
    }),
  );
});

test.each(activationNames)("%s: the gradient told from a is the slope at z, to 1e-6", (name) => {
  const z = Float64Array.of(-3, -1.5, -0.4, 0.3, 1.2, 4);
  const at = (shift: number) => {
    const a = z.map((value) => value + shift);
    float64Kernels.activate(name, a, a, a.length);
    return a;
  };
  const slope = new Float64Array(z.length).fill(1);
  float64Kernels.activationGradient(name, at(0), slope, z.length);
  const [above, below] = [at(1e-5), at(-1e-5)];
  slope.forEach((s, i) => {
    expect(Math.abs(s - (above[i]! - below[i]!) / 2e-5)).toBeLessThanOrEqual(1e-6);
  });
});
