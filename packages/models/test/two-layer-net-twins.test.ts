import { sgd, tensor, type Tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { TwoLayerNetFormulas, TwoLayerNetLayers, type TwoLayerParams } from "../src/index.ts";
import { decode, expectClose, type Stored } from "./reference.ts";
import reference from "./reference/two-layer-net.json" with { type: "json" };

const names = ["W1", "b1", "W2", "b2"] as const;
const create = {
  relu: (params: TwoLayerParams) => new TwoLayerNetLayers(params),
  sigmoid: (params: TwoLayerParams) => new TwoLayerNetFormulas(params),
};
const paramsOf = (stored: Record<string, Stored>) =>
  Object.fromEntries(names.map((name) => [name, decode(stored[name]!)])) as TwoLayerParams;
const expectParams = (actual: TwoLayerParams, stored: object, tolerance: number) => {
  for (const name of names) {
    expectClose(actual[name], (stored as TwoLayerParams)[name] as never, tolerance, name);
  }
};

describe.each(reference.nets)("$activation $sizes, batch $batch, against numpy", (stored) => {
  const net = () => create[stored.activation as "relu"](paramsOf(stored.params as never));
  const x = decode(stored.x);
  const t = stored.t_index;

  test("scores, loss and accuracy to 1e-14", () => {
    expectClose(net().predict(x), stored.scores, 1e-14);
    expect(Math.abs(net().loss(x, t) - stored.loss)).toBeLessThanOrEqual(1e-14);
    expect(net().accuracy(x, t)).toBe(stored.accuracy);
  });

  test("backpropagation to 1e-14", () => {
    expectParams(net().gradient(x, t), stored.grad_backprop, 1e-14);
  });

  test("central differences to 1e-10", () => {
    expectParams(net().numericalGradient(x, t), stored.grad_numerical, 1e-10);
  });

  test("ten steps of SGD to 1e-13", () => {
    const made = net();
    const optimizer = sgd({ learningRate: stored.sgd.lr });
    const data = (params: TwoLayerParams) => names.map((name) => params[name].data);
    const losses = stored.sgd.loss_before_each_step_and_after_last;
    for (const expected of losses.slice(0, -1)) {
      expect(Math.abs(made.loss(x, t) - expected)).toBeLessThanOrEqual(1e-13);
      optimizer.update(data(made.params), data(made.gradient(x, t)));
    }
    expect(Math.abs(made.loss(x, t) - losses.at(-1)!)).toBeLessThanOrEqual(1e-13);
    expectParams(made.params, stored.sgd.final_params, 1e-13);
    expect(made.accuracy(x, t)).toBe(stored.sgd.final_accuracy);
  });

  test("a sample without a batch is a batch of one", () => {
    const one: Tensor = { shape: [x.shape[1]!], data: x.data.slice(0, x.shape[1]) };
    const batch = { shape: [1, ...one.shape], data: one.data };
    expect(net().gradient(one, t[0]!)).toEqual(net().gradient(batch, [t[0]!]));
    expect(net().predict(one).data).toEqual(net().predict(batch).data);
  });

  test("a gradient stays what it was when the next one is computed", () => {
    const made = net();
    const first = made.gradient(x, t);
    const kept = first.W1.data.slice();
    made.gradient(
      x,
      Array.from(t, () => 0),
    );
    expect(first.W1.data).toEqual(kept);
  });
});

test.each(Object.entries(create))("%s: params that do not fit are named", (_, make) => {
  const params = {
    W1: tensor([[1, 2, 3]]),
    b1: tensor([1]),
    W2: tensor([[1], [2], [3]]),
    b2: tensor([1]),
  };
  expect(() => make(params)).toThrow("W1 is (1,3) and b1 is (1); expected W1 (I,1)");
});
