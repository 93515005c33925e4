import { createRng, sgd, sparseRows, type Tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { createLayers, Mlp, TwoLayerNet, type Params } from "../src/index.ts";
import reference from "./reference/two-layer-net.json" with { type: "json" };

type Stored = { shape: number[]; data: number[] } | number[];
const tensorOf = (stored: Stored): Tensor =>
  Array.isArray(stored)
    ? { shape: [stored.length], data: Float64Array.from(stored) }
    : { shape: stored.shape, data: Float64Array.from(stored.data) };

const worst = (actual: Float64Array, expected: Stored) => {
  const { data } = tensorOf(expected);
  expect(actual.length).toBe(data.length);
  return Math.max(
    ...actual.map((a, i) => Math.abs(a - data[i]!) / Math.max(1, Math.abs(data[i]!))),
  );
};

describe.each(reference.nets)("$activation $sizes, batch $batch, against numpy", (net) => {
  const [inputs, hidden, outputs] = net.sizes as [number, number, number];
  const activation = net.activation as "relu" | "sigmoid";
  const stored = net.params as Record<string, Stored>;
  const create = () => {
    const made = new TwoLayerNet({ inputs, hidden, outputs }, createRng(1), { activation });
    for (const [name, { data }] of Object.entries(made.params))
      data.set(tensorOf(stored[name]!).data);
    return made;
  };
  const x = tensorOf(net.x);
  const t = net.t_index;
  const expectGradients = (actual: Params, expected: Record<string, Stored>, tolerance: number) => {
    for (const [name, { data }] of Object.entries(actual)) {
      expect(worst(data, expected[name]!), name).toBeLessThanOrEqual(tolerance);
    }
  };

  test("scores, loss and accuracy to 1e-14", () => {
    const made = create();
    expect(worst(made.predict(x).data, net.scores)).toBeLessThanOrEqual(1e-14);
    expect(Math.abs(made.loss(x, t) - net.loss)).toBeLessThanOrEqual(1e-14);
    expect(made.accuracy(x, t)).toBe(net.accuracy);
  });

  test("backpropagation to 1e-14", () => {
    expectGradients(create().gradient(x, t), net.grad_backprop as never, 1e-14);
  });

  test("central differences to 1e-10", () => {
    expectGradients(create().numericalGradient(x, t), net.grad_numerical as never, 1e-10);
  });

  test("ten steps of SGD to 1e-13", () => {
    const made = create();
    const optimizer = sgd({ learningRate: net.sgd.lr });
    for (const expected of net.sgd.loss_before_each_step_and_after_last.slice(0, -1)) {
      expect(Math.abs(made.loss(x, t) - expected)).toBeLessThanOrEqual(1e-13);
      const grads = made.gradient(x, t);
      const names = Object.keys(made.params);
      optimizer.update(
        names.map((name) => made.params[name]!.data),
        names.map((name) => grads[name]!.data),
      );
    }
    expectGradients(made.params, net.sgd.final_params as never, 1e-13);
    expect(made.accuracy(x, t)).toBe(net.sgd.final_accuracy);
  });

  test("one-hot labels are the same labels", () => {
    const made = create();
    const oneHot = { shape: [t.length, outputs], data: new Float64Array(t.length * outputs) };
    t.forEach((label, b) => (oneHot.data[b * outputs + label] = 1));
    expect(made.loss(x, oneHot)).toBe(made.loss(x, t));
  });
});

test("what does not fit is named with both shapes", () => {
  const net = new TwoLayerNet({ inputs: 3, hidden: 5, outputs: 2 }, createRng(1));
  const x = { shape: [1, 4], data: new Float64Array(4) };
  expect(() => net.predict(x)).toThrow("x is (1,4); expected (B,3), as W1 is (3,5)");
  const good = { shape: [1, 3], data: new Float64Array(3) };
  expect(() => net.loss(good, [2])).toThrow("label out of range: 2; expected 0 to 1");
  expect(() => net.loss(good, [-1])).toThrow("label out of range: -1");
  expect(() => net.loss(good, [0, 1])).toThrow(
    "labels do not fit: 2; expected one for each of 1 rows",
  );
  const soft = { shape: [1, 2], data: Float64Array.of(0.4, 0.6) };
  expect(() => net.loss(good, soft)).toThrow("not one-hot: row 0 of t is [0.4, 0.6]");
});

test("a batch larger than the net's buffers is refused before anything is written", () => {
  const config = { inputs: 2, hidden: [3], outputs: 2, activation: "relu" } as const;
  const mlp = { ...config, init: { type: "he" } } as const;
  const net = new Mlp(mlp, createLayers(mlp, createRng(1)), 1);
  expect(() => net.forward(sparseRows([1, 2, 3, 4], 2, 2))).toThrow(
    "too many samples: 2; expected at most 1",
  );
});
