import { tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { SimpleNet } from "../src/index.ts";
import { decode, expectClose, type Stored } from "./reference.ts";
import reference from "./reference/simple-net.json" with { type: "json" };

describe.each(reference.nets)("$name against numpy", (stored) => {
  const net = new SimpleNet(decode(stored.W));
  const x = decode(stored.x as Stored);
  const t = decode(stored.t as Stored);

  test("scores, probabilities, loss and analytic gradient to 1e-14", () => {
    expectClose(net.predict(x), stored.p as Stored, 1e-14);
    expectClose(net.probabilities(x), stored.y as Stored, 1e-14);
    expect(Math.abs(net.loss(x, t) - stored.loss)).toBeLessThanOrEqual(1e-14);
    expectClose(net.gradient(x, t), stored.dW_analytic, 1e-14);
  });

  test("central differences to 1e-9, and the net is as before", () => {
    expectClose(net.numericalGradient(x, t), stored.dW_numerical, 1e-9);
    expect(net.weight).toEqual(decode(stored.W));
  });
});

test("what the book prints: scores to 8 digits, loss and dW to the 1e-7 it leaves out", () => {
  const { W, x } = reference.nets[0]!;
  const net = new SimpleNet(decode(W));
  const input = decode(x as Stored);
  const { p, loss, dW } = reference.published;
  expectClose(net.predict(input), p, 1e-8);
  expect(Math.abs(net.loss(input, 2) - loss)).toBeLessThanOrEqual(3e-7);
  expectClose(net.gradient(input, 2), { shape: [2, 3], data: dW.flat() }, 1e-8);
});

test("what does not fit is named with both shapes", () => {
  expect(() => new SimpleNet(tensor([1, 2]))).toThrow("shape of W does not fit: (2)");
  const net = new SimpleNet(tensor([[1, 2, 3]]));
  expect(() => net.predict(tensor([1, 2]))).toThrow("shapes do not fit: (2) times (1,3)");
});
