import { tensor, type ActivationName, type Tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { ColumnNet } from "../src/index.ts";
import { decode, expectClose, type Stored } from "./reference.ts";
import reference from "./reference/column-net.json" with { type: "json" };

describe.each(reference.nets)("$activation $sizes, n $n, against numpy", (stored) => {
  const create = () =>
    new ColumnNet(
      stored.W.map((W, l) => ({
        weight: decode(W),
        bias: decode(stored.b[l]!),
        activation: stored.activation[l] as ActivationName,
      })),
    );
  const x = decode(stored.x_columns);
  const y = decode(stored.y_columns);
  const expectEach = (actual: readonly Tensor[], expected: Stored[], tolerance: number) => {
    expect(actual.length).toBe(expected.length);
    for (const [l, one] of actual.entries()) {
      expectClose(one, expected[l]!, tolerance, `layer ${l + 1} `);
    }
  };

  test("z, a, cost, δ and gradients to 1e-14", () => {
    const net = create();
    const { z, a } = net.forward(x);
    expectEach(z, stored.z, 1e-14);
    expectEach(a, stored.a, 1e-14);
    expect(Math.abs(net.cost(x, y) - stored.C)).toBeLessThanOrEqual(1e-14);
    const { delta, dWeight, dBias } = net.gradient(x, y);
    expectEach(delta, stored.delta, 1e-14);
    expectEach(dWeight, stored.dC_dW, 1e-14);
    expectEach(dBias, stored.dC_db, 1e-14);
    expectEach(dWeight, stored.dC_dW_numerical, 1e-9);
  });

  test("the cost after one step with η = 0.5 to 1e-14", () => {
    const net = create();
    const { dWeight, dBias } = net.gradient(x, y);
    for (const [l, { weight, bias }] of net.layers.entries()) {
      dWeight[l]!.data.forEach((d, i) => (weight.data[i]! -= 0.5 * d));
      dBias[l]!.data.forEach((d, i) => (bias.data[i]! -= 0.5 * d));
    }
    const after = stored["cost_after_one_step_eta_0.5"];
    expect(Math.abs(net.cost(x, y) - after)).toBeLessThanOrEqual(1e-14);
  });
});

test.each(reference.scalar_chain)("a chain of $activation units, w $w, to 1e-14", (chain) => {
  const one = (value: number) => tensor([[value]]);
  const net = new ColumnNet(
    chain.w.map((w) => ({
      weight: one(w),
      bias: one(0),
      activation: chain.activation as ActivationName,
    })),
  );
  const x = one(chain.L[0]!);
  const y = one(chain.target);
  const numbers = (tensors: readonly Tensor[]) => tensor(tensors.map(({ data }) => data[0]!));
  const { z, a } = net.forward(x);
  expectClose(numbers(z), chain.z, 1e-14);
  expectClose(numbers([x, ...a]), chain.L, 1e-14);
  expect(Math.abs(net.cost(x, y) - chain.C)).toBeLessThanOrEqual(1e-14);
  const { delta, dWeight, dInput } = net.gradient(x, y);
  expectClose(numbers(delta), chain.delta, 1e-14);
  expectClose(numbers(dWeight), chain.dC_dw, 1e-14);
  expectClose(numbers(dInput), chain.dC_dL.slice(0, -1), 1e-14);
});

test("what does not fit is named", () => {
  const weight = tensor([[1, 2]]);
  const activation = "sigmoid";
  const layer = { weight, bias: tensor([[0]]), activation } as const;
  expect(() => new ColumnNet([{ ...layer, bias: tensor([0]) }])).toThrow(
    "shape of b1 does not fit: (1); expected (1,1), as W1 is (1,2)",
  );
  expect(() => new ColumnNet([layer, layer])).toThrow(
    "shape of W2 does not fit: (1,2); expected (O,1)",
  );
  const net = new ColumnNet([layer]);
  expect(() => net.forward(tensor([1, 2]))).toThrow("shapes do not fit: (1,2) times (2)");
  expect(() => net.gradient(tensor([[1], [2]]), tensor([[1, 2]]))).toThrow(
    "shape of y does not fit: (1,2); expected (1,1)",
  );
  expect(() => new ColumnNet([])).toThrow("no layers: 0");
});
