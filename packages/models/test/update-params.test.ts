import { createRng, momentum, sgd, tensor } from "@gradlab/core";
import { expect, test } from "vitest";
import { TwoLayerNet, TwoLayerNetFormulas, updateParams, type Params } from "../src/index.ts";

const sizes = { inputs: 3, hidden: 4, outputs: 2 };
const x = tensor([
  [1, 0, 2],
  [0, 1, 1],
]);
const copied = (params: Params) => structuredClone(params);

test("each param moves by its own gradient, whatever the order of names", () => {
  const net = new TwoLayerNet(sizes, createRng(1));
  const before = copied(net.params);
  const { W1, b1, W2, b2 } = net.gradient(x, [0, 1]);
  const grads = { b2, W2, b1, W1 } as Params;
  updateParams(sgd({ learningRate: 0.5 }), net.params, grads);
  for (const [name, { data }] of Object.entries(net.params)) {
    const expected = before[name]!.data.map((w, i) => w - 0.5 * grads[name]!.data[i]!);
    expect(data, name).toEqual(expected);
  }
});

test("any of the book's nets learns by it", () => {
  const params = new TwoLayerNet(sizes, createRng(1)).params as TwoLayerNetFormulas["params"];
  const net = new TwoLayerNetFormulas(params);
  const optimizer = momentum({ learningRate: 0.5, momentum: 0.9 });
  const first = net.loss(x, [0, 1]);
  for (let step = 0; step < 50; step++) {
    updateParams(optimizer, net.params, net.gradient(x, [0, 1]));
  }
  expect(net.loss(x, [0, 1])).toBeLessThan(first / 10);
});

test("a param without a gradient, or one too many, changes nothing", () => {
  const net = new TwoLayerNet(sizes, createRng(1));
  const before = copied(net.params);
  const { W1, b1, W2, b2 } = net.gradient(x, [0, 1]);
  for (const [grads, says] of [
    [{ W1, b1, W2 }, "grads do not fit: W1, b1, W2; expected W1, b1, W2, b2"],
    [{ W1, b1, W2, B2: b2 }, "grads do not fit: W1, b1, W2, B2; expected W1, b1, W2, b2"],
    [{ W1, b1, W2, b2: W1 }, "grads do not fit: lengths"],
  ] as const) {
    expect(() => updateParams(sgd({ learningRate: 1 }), net.params, grads as Params)).toThrow(says);
  }
  expect(net.params).toEqual(before);
});
