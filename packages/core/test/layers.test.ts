import { describe, expect, test } from "vitest";
import * as core from "../src/index.ts";
import {
  Affine,
  Relu,
  Sigmoid,
  SoftmaxWithLoss,
  layers,
  tensor,
  zeros,
  type Layer,
} from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

interface Elementwise {
  name: string;
  x: Encoded;
  out: Encoded;
  dout: Encoded;
  dx: Encoded;
}
interface AffineCase extends Elementwise {
  W: Encoded;
  b: Encoded;
  dW: Encoded;
  db: Encoded;
}
interface LossCase {
  name: string;
  x: Encoded;
  t: number[] | Encoded;
  loss: number;
  y: Encoded;
  dx: Encoded;
}
const reference = readReference<{
  affine: AffineCase[];
  relu: Elementwise[];
  sigmoid: Elementwise[];
  softmax_with_loss: LossCase[];
  softmax_with_loss_1d_trap: { x: number[]; t: number[]; loss: number; dx_right: number[] };
}>("layers");

test.each(reference.affine)("Affine $name equals numpy's within 1e-14", (c) => {
  const affine = new Affine(decode(c.W), decode(c.b));
  expectClose(affine.forward(decode(c.x)), c.out, 1e-14);
  for (let twice = 0; twice < 2; twice++) {
    expectClose(affine.backward(decode(c.dout)), c.dx, 1e-14);
    expectClose(affine.dWeight, c.dW, 1e-14);
    expectClose(affine.dBias, c.db, 1e-14);
  }
});

describe.each([
  { Layer: Relu, cases: reference.relu },
  { Layer: Sigmoid, cases: reference.sigmoid },
])("$Layer.name", ({ Layer, cases }) => {
  test.each(cases)("$name equals numpy's within 1e-14", (c) => {
    const layer = new Layer();
    expectClose(layer.forward(decode(c.x)), c.out, 1e-14);
    expectClose(layer.backward(decode(c.dout)), c.dx, 1e-14);
  });
});

test.each(reference.softmax_with_loss)("SoftmaxWithLoss $name equals numpy's within 1e-14", (c) => {
  const layer = new SoftmaxWithLoss();
  const t = "shape" in c.t ? decode(c.t) : (c.t as number[]);
  expectClose(layer.forward(decode(c.x), t), c.loss, 1e-14);
  expectClose(layer.probabilities, c.y, 1e-14);
  expectClose(layer.backward(), c.dx, 1e-14);
});

test("SoftmaxWithLoss of one sample divides by 1, not by the number of classes", () => {
  const { x, t, loss, dx_right } = reference.softmax_with_loss_1d_trap;
  const layer = new SoftmaxWithLoss();
  for (const targets of [tensor(t), 1, [1]]) {
    expectClose(layer.forward(tensor(x), targets), loss, 1e-14);
    expectClose(layer.backward(), dx_right, 1e-14);
  }
});

test("every class with forward and backward stands in `layers`", () => {
  const isLayer = (value: unknown): value is { prototype: Layer } =>
    typeof value === "function" && typeof value.prototype?.backward === "function";
  expect(new Set(Object.values(core).filter(isLayer))).toEqual(new Set(Object.values(layers)));
});

test("Relu leaves its caller's arrays alone and gives 0, not −0, where it is closed", () => {
  const relu = new Relu();
  const x = tensor([-1, 0, 2]);
  const dout = tensor([-5, -6, -7]);
  relu.forward(x);
  expect([...relu.backward(dout).data]).toEqual([0, 0, -7]);
  expect([...dout.data, ...x.data]).toEqual([-5, -6, -7, -1, 0, 2]);
});

test("shapes that do not fit are errors naming both", () => {
  const affine = new Affine(zeros([3, 2]), zeros([2]));
  expect(() => affine.forward(zeros([4, 2]))).toThrow(
    "shape of x does not fit: (4,2); expected (B,3)",
  );
  affine.forward(zeros([4, 3]));
  expect(() => affine.backward(zeros([2, 4]))).toThrow(
    "shape of dout does not fit: (2,4); expected (4,2)",
  );
  expect(() => new Affine(zeros([3, 2]), zeros([3]))).toThrow(
    "shape of bias does not fit: (3); expected (2)",
  );
  expect(() => new Affine(zeros([3]), zeros([3]))).toThrow("shape of weight does not fit: (3)");
});
