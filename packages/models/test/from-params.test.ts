import { activationNames, createRng, tensor, zeros, type Tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { mlp, mlpFromParams, readNpz, ThreeLayerNet, writeNpz } from "../src/index.ts";
import { decode, expectClose, type Stored } from "./reference.ts";
import chapter3 from "./reference/three-layer-net.json" with { type: "json" };
import reference from "./reference/two-layer-net.json" with { type: "json" };

const draw = createRng(3);
const normal = (...shape: number[]): Tensor => {
  const made = zeros(shape);
  made.data.forEach((_, i) => (made.data[i] = draw.normal()));
  return made;
};
const params = {
  W1: normal(5, 7),
  b1: normal(7),
  W2: normal(7, 6),
  b2: normal(6),
  W3: normal(6, 4),
  b3: normal(4),
};

describe.each(activationNames)("%s", (activation) => {
  const net = mlpFromParams(params, activation);
  const B = 300; // more than two batches
  const x = normal(B, 5);

  test("predictions of many rows equal those one by one, bit for bit", () => {
    const all = net.predict(x);
    expect(all.shape).toEqual([B, 4]);
    for (let b = 0; b < B; b++) {
      const one = net.predict({ shape: [5], data: x.data.slice(b * 5, b * 5 + 5) });
      expect(one).toEqual({ shape: [4], data: all.data.slice(b * 4, b * 4 + 4) });
    }
  });

  test("params brought as .npz predict the same bits, and as the three-layer net does", () => {
    const read = mlpFromParams(readNpz(writeNpz(params)), activation);
    expect(read.predict(x)).toEqual(net.predict(x));
    expect(new ThreeLayerNet(params, { activation }).predict(x)).toEqual(net.predict(x));
  });
});

test.each(reference.nets)("$activation $sizes against numpy to 1e-14", (stored) => {
  const own = Object.entries(stored.params as Record<string, Stored>);
  const net = mlpFromParams(
    Object.fromEntries(own.map(([name, one]) => [name, decode(one)])),
    stored.activation as "relu",
  );
  const x = decode(stored.x);
  expectClose(net.predict(x), stored.scores, 1e-14);
  expect(Math.abs(net.loss(x, stored.t_index) - stored.loss)).toBeLessThanOrEqual(1e-14);
  expect(net.accuracy(x, stored.t_index)).toBe(stored.accuracy);
});

test("the book's three layers", () => {
  const { W1, b1, W2, b2, W3, b3 } = chapter3.nets[0]!;
  const stored = Object.entries({ W1, b1, W2, b2, W3, b3 });
  const net = mlpFromParams(
    Object.fromEntries(stored.map(([name, one]) => [name, decode(one)])),
    "sigmoid",
  );
  expectClose(net.predict(tensor([1, 0.5])), chapter3.published_Y, 1e-8);
});

test("a trained net's own params make it again", () => {
  const init = { type: "he" } as const;
  const config = { inputs: 5, hidden: [6, 3], outputs: 2, activation: "relu", init } as const;
  const trained = mlp(config, createRng(1));
  const x = normal(4, 5);
  expectClose(
    mlpFromParams(trained.params, "relu").predict(x),
    { shape: [4, 2], data: Array.from(trained.predict(x).data) },
    1e-14,
  );
});

test("no rows, no scores", () => {
  expect(mlpFromParams(params, "relu").predict(zeros([0, 5]))).toEqual(zeros([0, 4]));
});

test.each([
  [
    { W1: zeros([7, 5]) },
    "W1 is (7,5) and b1 is (7); expected W1 (I,7); the transpose of W1 would fit",
  ],
  [
    { W2: zeros([6, 7]) },
    "W2 is (6,7) and b2 is (6), after W1 (5,7); expected W2 (7,6); the transpose of W2 would fit",
  ],
  [{ W2: zeros([8, 6]) }, /W2 is \(8,6\) .* after W1 \(5,7\); expected W2 \(7,6\)$/],
  [{ b3: zeros([5]) }, /W3 is \(6,4\) and b3 is \(5\), after W2 \(7,6\); expected W3 \(6,5\)$/],
  [{ b1: zeros([1, 7]) }, "shape of b1 does not fit: (1,7); expected (O)"],
  [{ W1: zeros([35]) }, "shape of W1 does not fit: (35); expected (I,O)"],
  [{ gamma1: zeros([7]) }, "unknown param: gamma1; expected W1, b1, … W4, b4"],
  [{ W4: zeros([4, 2]) }, "missing param: b4; expected W1, b1, … W4, b4"],
])("params that do not fit are named: %o", (change, message) => {
  expect(() => mlpFromParams({ ...params, ...change }, "relu")).toThrow(message);
});

test("no params at all, and rows of another width", () => {
  expect(() => mlpFromParams({}, "relu")).toThrow("missing param: W1; expected W1, b1");
  expect(() => mlpFromParams(params, "relu").predict(zeros([2, 3]))).toThrow(
    "x is (2,3); expected (B,5), as W1 is (5,7)",
  );
});
