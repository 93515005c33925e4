import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activationNames,
  allocateSparseRows,
  createRng,
  crossEntropyError,
  plainKernels,
  softmax,
  sparseRows,
  tensor,
  transposeSparseRows,
} from "../src/index.ts";

const size = fc.integer({ min: 1, max: 20 });

/** A (rows, columns) array, about half of it 0. */
function halfEmpty(seed: number, rows: number, columns: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length: rows * columns }, () =>
    rng.uniform() < 0.5 ? 0 : rng.normal(),
  );
}

describe("sparse rows", () => {
  test("forward equals the dense loop, bit for bit", () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(), (B, I, O, seed) => {
        const x = halfEmpty(seed, B, I);
        const weight = halfEmpty(seed + 1, I, O);
        const bias = halfEmpty(seed + 2, 1, O);
        const [dense, sparse] = [new Float64Array(B * O), new Float64Array(B * O)];
        plainKernels.affine(x, weight, bias, dense, B, I, O);
        plainKernels.sparseAffine(sparseRows(x, B, I), weight, bias, sparse, O);
        // + 0 where a product of 0 made −0 of it
        expect(sparse.map((z) => z + 0)).toEqual(dense.map((z) => z + 0));
      }),
    );
  });

  test("the weight's gradient equals the dense loop's, bit for bit", () => {
    fc.assert(
      fc.property(size, size, size, fc.nat(), (B, I, O, seed) => {
        const x = halfEmpty(seed, B, I);
        const dz = halfEmpty(seed + 1, B, O);
        const [dense, sparse] = [new Float64Array(I * O), new Float64Array(I * O)];
        plainKernels.weightGradient(x, dz, dense, B, I, O);
        const transposed = allocateSparseRows(I, B, B * I);
        transposeSparseRows(sparseRows(x, B, I), transposed);
        plainKernels.sparseWeightGradient(transposed, dz, sparse, O);
        expect(sparse.map((z) => z + 0)).toEqual(dense.map((z) => z + 0));
      }),
    );
  });

  test("a blank row is the bias, and shapes that do not fit are refused", () => {
    const out = new Float64Array(2);
    plainKernels.sparseAffine(
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
    expect(() => allocateSparseRows(1, 70_000, 1)).toThrow("too many columns: 70000");
  });
});

test("softmax with loss equals softmax, then cross-entropy, to 1e-12", () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 12 }), fc.nat(), (B, C, seed) => {
      const rng = createRng(seed);
      const logits = Float64Array.from({ length: B * C }, () => 30 * rng.normal());
      const labels = Uint8Array.from({ length: B }, () => rng.below(C));
      const probabilities = new Float64Array(B * C);
      const loss = plainKernels.softmaxCrossEntropy(logits, labels, probabilities, B, C) / B;
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
    plainKernels.activate(name, a, a, a.length);
    return a;
  };
  const slope = new Float64Array(z.length).fill(1);
  plainKernels.activationGradient(name, at(0), slope, z.length);
  const [above, below] = [at(1e-5), at(-1e-5)];
  slope.forEach((s, i) => {
    expect(Math.abs(s - (above[i]! - below[i]!) / 2e-5)).toBeLessThanOrEqual(1e-6);
  });
});
