import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as core from "../src/index.ts";
import { relu, reluGradient, sigmoid, softmax, step, tanh, tensor } from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

const names = ["step", "sigmoid", "relu", "tanh", "identity"] as const;
type Curves = Record<string, number[]>;
const reference = readReference<{
  elementwise: Curves;
  curve: Curves;
  softmax: { name: string; x: Encoded; y: Encoded; jacobian?: Encoded }[];
}>("functions");

describe.each(names)("%s", (name) => {
  const f = core[name];
  const gradient = core[`${name}Gradient`];
  const gradientName = name === "relu" ? "relu_grad_layer" : `${name}_grad`;

  test.each(["elementwise", "curve"] as const)("equals numpy's %s within 1e-14", (table) => {
    const x = tensor(reference[table].x!);
    expectClose(f(x), reference[table][name]!, 1e-14);
    expectClose(gradient(x), reference[table][gradientName]!, 1e-14);
  });

  test("keeps NaN and the shape, and maps numbers as tensors", () => {
    expect(f(NaN)).toBe(NaN);
    expect(f(tensor([[1, -2]]))).toEqual(tensor([[f(1), f(-2)]]));
  });

  test("has the derivative of its central difference", () => {
    for (const x of [-3.1, -1, -0.2, 0.3, 0.9, 2.5]) {
      expect(gradient(x)).toBeCloseTo(core.numericalDerivative(f, x), 8);
    }
  });
});

test("every …Gradient exported is in the loop above", () => {
  const gradients = Object.keys(core).filter((name) => /^(?!numerical)[a-z].*Gradient$/.test(name));
  expect(gradients.toSorted()).toEqual(names.map((name) => `${name}Gradient`).toSorted());
});

test("relu gives no −0, and its gradient at 0 is backpropagation's 0, not the book's 1", () => {
  for (const x of [-1, -0, 0, -Infinity, -5e-324]) expect(relu(x)).toBe(0);
  expect([reluGradient(0), reluGradient(-0), reluGradient(5e-324)]).toEqual([0, 0, 1]);
});

test("step is 0 on the boundary; sigmoid and tanh saturate without overflow", () => {
  expect([step(0), step(-0), step(5e-324)]).toEqual([0, 0, 1]);
  expect([sigmoid(-1e308), sigmoid(1e308), tanh(-1e308), tanh(1e308)]).toEqual([0, 1, -1, 1]);
});

test.each(reference.softmax)("softmax $name equals numpy within 1e-14", ({ x, y }) => {
  expectClose(softmax(decode(x)), y, 1e-14);
});

test("softmax refuses other ranks and shows NaN", () => {
  expect(() => softmax(tensor([[[1]]]))).toThrow(
    "shape does not fit: (1,1,1); expected (C) or (B,C)",
  );
  expect([...softmax(tensor([1, NaN])).data]).toEqual([NaN, NaN]);
  expect(
    softmax(
      tensor([
        [1, NaN],
        [0, 0],
      ]),
    ).data.subarray(2),
  ).toEqual(Float64Array.of(0.5, 0.5));
});

describe("softmax, for any scores,", () => {
  const scores = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: 1,
    maxLength: 20,
  });
  const probabilities = (x: number[]) => [...softmax(tensor(x)).data];

  test("sums to 1 with all numbers in 0..1", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const y = probabilities(x);
        expect(y.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(y.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("keeps the order", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const y = probabilities(x);
        expect(x.every((a, i) => x.every((b, j) => !(a < b) || y[i]! <= y[j]!))).toBe(true);
      }),
    );
  });

  test("does not change when a constant is added to all", () => {
    const integers = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(integers, fc.integer({ min: -1e6, max: 1e6 }), (x, c) => {
        expect(probabilities(x.map((v) => v + c))).toEqual(probabilities(x));
      }),
    );
  });

  test("does to a batch what it does to each row", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const row = probabilities(x);
        expect([...softmax(tensor([x, x])).data]).toEqual([...row, ...row]);
      }),
    );
  });
});
