import { describe, expect, test } from "vitest";
import {
  MeanSquaredErrorLoss,
  QuadraticCostLoss,
  accuracy,
  crossEntropyError,
  logOffset,
  meanSquaredError,
  quadraticCost,
  tensor,
  zeros,
} from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

interface Reference {
  mean_squared_error: {
    name: string;
    y: Encoded;
    t: Encoded;
    half_sum: number;
    half_sum_over_n: number;
  }[];
  cross_entropy_error: {
    name: string;
    y: Encoded;
    t_index: number | number[];
    t_one_hot: Encoded;
    loss_one_hot: number;
    loss_index: number;
  }[];
  cross_entropy_soft_targets: { y: Encoded; t: Encoded; sum_form_over_n: number };
  accuracy: { scores: Encoded; t_index: number[]; accuracy: number }[];
}
const reference = readReference<Reference>("functions");

test.each(reference.mean_squared_error)("squared errors of $name equal numpy's", (c) => {
  expectClose(meanSquaredError(decode(c.y), decode(c.t)), c.half_sum, 1e-14);
  expectClose(quadraticCost(decode(c.y), decode(c.t)), c.half_sum_over_n, 1e-14);
  expectClose(new MeanSquaredErrorLoss().forward(decode(c.y), decode(c.t)), c.half_sum, 1e-14);
  expectClose(new QuadraticCostLoss().forward(decode(c.y), decode(c.t)), c.half_sum_over_n, 1e-14);
});

test.each(reference.cross_entropy_error)("cross-entropy of $name equals numpy's", (c) => {
  const y = decode(c.y);
  expectClose(crossEntropyError(y, decode(c.t_one_hot)), c.loss_one_hot, 1e-14);
  expectClose(crossEntropyError(y, c.t_index), c.loss_index, 1e-14);
  const labels = typeof c.t_index === "number" ? [c.t_index] : c.t_index;
  expectClose(crossEntropyError(y, Uint8Array.from(labels)), c.loss_index, 1e-14);
  expectClose(
    crossEntropyError(y, tensor(labels, y.shape.length === 1 ? [] : [labels.length])),
    c.loss_index,
    1e-14,
  );
});

test("soft targets count whole, not by their largest entry", () => {
  const { y, t, sum_form_over_n } = reference.cross_entropy_soft_targets;
  expectClose(crossEntropyError(decode(y), decode(t)), sum_form_over_n, 1e-14);
});

test("a probability of 0 costs 16.1, not ∞, and one of 1 is −1e-7", () => {
  expect(logOffset).toBe(1e-7);
  expect(crossEntropyError(tensor([1, 0]), 1)).toBeCloseTo(16.118095650958, 10);
  expect(crossEntropyError(tensor([1, 0]), 0)).toBeCloseTo(-1e-7, 14);
  expect(crossEntropyError(tensor([NaN, 0]), 0)).toBe(NaN);
});

test.each(reference.accuracy)(
  "accuracy of $scores is $accuracy",
  ({ scores, t_index, accuracy: wanted }) => {
    const x = decode(scores);
    expect(accuracy(x, t_index)).toBe(wanted);
    const oneHot = zeros(x.shape);
    t_index.forEach((label, b) => (oneHot.data[b * x.shape[1]! + label] = 1));
    expect(accuracy(x, oneHot)).toBe(wanted);
  },
);

test("a row with NaN is never right", () => {
  expect(
    accuracy(
      tensor([
        [NaN, 0],
        [0, NaN],
        [1, 0],
      ]),
      [0, 1, 0],
    ),
  ).toBe(1 / 3);
});

describe.each([
  { name: "crossEntropyError", f: crossEntropyError },
  { name: "accuracy", f: accuracy },
])("$name refuses", ({ f }) => {
  const y = tensor([
    [0.2, 0.5, 0.3],
    [0.9, 0.05, 0.05],
  ]);
  test.each([-1, 3, 0.5, NaN])("label %d", (label) => {
    expect(() => f(y, [0, label])).toThrow(
      `label out of range: ${label}; expected an integer from 0 to 2`,
    );
  });
  test("shapes that do not fit, naming both", () => {
    expect(() => f(y, [0, 1, 2])).toThrow("t does not fit scores of shape (2,3): (3)");
    expect(() => f(y, 1)).toThrow("t does not fit scores of shape (2,3): (1)");
    expect(() => f(y, zeros([3, 2]))).toThrow("shape of t does not fit: (3,2); expected (2,3)");
    expect(() => f(tensor([0.5, 0.5]), [0, 1])).toThrow("t does not fit scores of shape (2): (2)");
    expect(() => f(zeros([1, 2, 3]), 0)).toThrow("shape does not fit: (1,2,3)");
  });
});

test("squared errors refuse shapes that differ", () => {
  expect(() => meanSquaredError(zeros([2]), zeros([1, 2]))).toThrow("(1,2); expected (2)");
});
