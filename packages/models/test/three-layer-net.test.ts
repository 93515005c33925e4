import { tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { ThreeLayerNet } from "../src/index.ts";
import { decode, expectClose, type Stored } from "./reference.ts";
import reference from "./reference/three-layer-net.json" with { type: "json" };

const paramsOf = (stored: (typeof reference.nets)[number]) =>
  Object.fromEntries(
    (["W1", "b1", "W2", "b2", "W3", "b3"] as const).map((name) => [name, decode(stored[name])]),
  );

describe.each(reference.nets)("$name, x $x, against numpy", (stored) => {
  const x = decode(stored.x as Stored);
  const net = new ThreeLayerNet(paramsOf(stored));

  test("every step of the way to 1e-14", () => {
    const pass = net.forward(x);
    for (const name of ["A1", "Z1", "A2", "Z2", "A3"] as const) {
      expectClose(pass[name], stored[name] as Stored, 1e-14, name);
    }
    expectClose(pass.Y, stored.Y_identity as Stored, 1e-14);
  });

  test("softmax at the output to 1e-14", () => {
    const probabilities = new ThreeLayerNet(net.params, { output: "softmax" }).predict(x);
    expectClose(probabilities, stored.Y_softmax as Stored, 1e-14);
  });
});

test("the Y that the book prints, to its 8 digits", () => {
  const net = new ThreeLayerNet(paramsOf(reference.nets[0]!));
  expectClose(net.predict(tensor([1, 0.5])), reference.published_Y, 1e-8);
});

test("without an activation three layers are one: W1·W2·W3", () => {
  const one = { W: tensor([[2]]), b: tensor([1]) };
  const params = { W1: one.W, b1: one.b, W2: one.W, b2: one.b, W3: one.W, b3: one.b };
  const net = new ThreeLayerNet(params, { activation: "identity" });
  expect(net.predict(tensor([[3], [0]]))).toEqual(tensor([[31], [7]]));
});

test("params that do not fit are named", () => {
  const params = paramsOf(reference.nets[0]!);
  const { b3, ...rest } = params;
  expect(() => new ThreeLayerNet(rest)).toThrow(
    "missing param: b3; expected W1, b1, W2, b2, W3, b3",
  );
  expect(() => new ThreeLayerNet({ ...params, b4: b3! })).toThrow("unknown param: b4");
  const W2 = tensor([
    [0.1, 0.2, 0.3],
    [0.4, 0.5, 0.6],
  ]);
  expect(() => new ThreeLayerNet({ ...params, W2 })).toThrow(
    "shapes do not fit: W2 is (2,3) and b2 is (2), after W1 (2,3); expected W2 (3,2); the transpose of W2 would fit",
  );
});
