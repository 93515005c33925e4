import { describe, expect, test } from "vitest";
import {
  Affine,
  SoftmaxWithLoss,
  crossEntropyError,
  curves,
  differenceInFloat32,
  forwardDifference,
  numericalDerivative,
  numericalGradient,
  softmax,
  tangentLine,
  tensor,
  zeros,
  type Tensor,
} from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

interface SimpleNet {
  name: string;
  W: Encoded;
  x: Encoded;
  t: Encoded;
  p: Encoded;
  y: Encoded;
  loss: number;
  dW_numerical: Encoded;
  dW_analytic: Encoded;
}
interface Differences {
  h: number[];
  forward: number[];
  central: number[];
}
const reference = readReference<{
  numerical_diff: { x: number; by_h: Differences; by_h_float32: Differences }[];
  tangent_lines: { x: number; slope: number; intercept: number }[];
  numerical_gradient: { f: string; x: number[]; value: number[] }[];
  numerical_gradient_any_rank: { x: Encoded; c: Encoded; value: Encoded };
  integer_array_trap: { right: number[] };
  simpleNet: SimpleNet[];
}>("gradient");

const sumOfSquares = (x: Float64Array) => x.reduce((sum, v) => sum + v * v, 0);

test.each(reference.numerical_diff)(
  "differences of 0.01x² + 0.1x at $x equal numpy's",
  ({ x, by_h }) => {
    const f = (v: number) => 0.01 * v ** 2 + 0.1 * v;
    by_h.h.forEach((h, i) => {
      // Below 1e-8 what is left is rounding noise, and x**2 may round as the engine likes.
      if (h < 1e-8) return;
      const tolerance = Math.max(1e-9, 4e-15 / h);
      expectClose(numericalDerivative(f, x, h), by_h.central[i]!, tolerance);
      expectClose(forwardDifference(f, x, h), by_h.forward[i]!, tolerance);
    });
    expect(numericalDerivative(f, x)).toBe(numericalDerivative(f, x, 1e-4));
  },
);

test.each(reference.numerical_diff)(
  "in float32, differences at $x equal numpy's bit for bit",
  (c) => {
    const { fround } = Math;
    const [a, b] = [fround(0.01), fround(0.1)];
    const f = (v: number) => fround(a * fround(v * v)) + fround(b * v);
    const { h, forward, central } = c.by_h_float32;
    const own = h.map((step) => differenceInFloat32(f, c.x, step));
    expect(own.map((difference) => difference.forward)).toEqual(forward);
    expect(own.map((difference) => difference.central)).toEqual(central);
    expect(differenceInFloat32(f, c.x, 1e-50).central).toBe(NaN);
  },
);

test.each(reference.tangent_lines)("tangent of 0.01x² + 0.1x at $x", ({ x, ...wanted }) => {
  const { slope, intercept } = tangentLine(curves.quadratic.value, x);
  expectClose(slope, wanted.slope, 1e-9);
  expectClose(intercept, wanted.intercept, 1e-9);
  expect(tangentLine(curves.quadratic.value, x, 1e-4)).toEqual({ slope, intercept });
});

test.each(reference.numerical_gradient)("gradient of $f at $x is $value", ({ x, value }) => {
  expectClose(tensor(numericalGradient(sumOfSquares, Float64Array.from(x))), value, 1e-9);
});

test("any rank", () => {
  const { x, c, value } = reference.numerical_gradient_any_rank;
  const factors = decode(c).data;
  const f = ({ data }: Tensor) => data.reduce((sum, v, i) => sum + factors[i]! * v * v, 0);
  expectClose(numericalGradient(f, decode(x)), value, 1e-9);
});

test("integers become doubles, so steps are not rounded away; a typed array of them is an error", () => {
  const integers = tensor(Int32Array.of(3, 4));
  expectClose(
    numericalGradient(({ data }) => sumOfSquares(data), integers),
    reference.integer_array_trap.right,
    1e-9,
  );
  const wrong = Int32Array.of(3, 4) as unknown as Float64Array;
  expect(() => numericalGradient(sumOfSquares, wrong)).toThrow(
    "not a float64 array: [object Int32Array]",
  );
});

test("x comes back bit for bit, also when f throws", () => {
  const x = Float64Array.of(0.1, 1e17, -0);
  numericalGradient(sumOfSquares, x);
  expect(x).toEqual(Float64Array.of(0.1, 1e17, -0));
  const fails = () => {
    throw new Error("no value");
  };
  expect(() => numericalGradient(fails, x)).toThrow("no value");
  expect(x).toEqual(Float64Array.of(0.1, 1e17, -0));
});

describe.each(reference.simpleNet)("simpleNet $name", (net) => {
  const batched = (x: Tensor) => (x.shape.length === 1 ? tensor(x.data, [1, x.data.length]) : x);
  const [x, t] = [batched(decode(net.x)), batched(decode(net.t))];
  const affine = new Affine(decode(net.W), zeros([3]));
  const last = new SoftmaxWithLoss();

  test("forward and analytic dW equal numpy's within 1e-14", () => {
    const p = affine.forward(x);
    expectClose(p, { shape: p.shape as number[], data: [...decode(net.p).data] }, 1e-14);
    expectClose(last.forward(p, t), net.loss, 1e-14);
    affine.backward(last.backward());
    expectClose(affine.dWeight, net.dW_analytic, 1e-14);
  });

  test("numerical dW equals numpy's within 1e-9", () => {
    const loss = () => crossEntropyError(softmax(affine.forward(x)), t);
    expectClose(numericalGradient(loss, affine.weight), net.dW_numerical, 1e-9);
  });
});
