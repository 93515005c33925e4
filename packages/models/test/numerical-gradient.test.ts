import { activationNames, createRng, type Tensor } from "@gradlab/core";
import { describe, expect, test } from "vitest";
import { mlp } from "../src/index.ts";

const shapes = [[], [5], [6, 4], [4, 5, 3]];
const cases = activationNames.flatMap((activation) =>
  shapes.map((hidden) => ({ activation, hidden })),
);

describe.each(cases)("$activation, hidden $hidden", ({ activation, hidden }) => {
  const rng = createRng(7);
  const net = mlp(
    { inputs: 6, hidden, outputs: 4, activation, init: { type: "normal", std: 0.4 } },
    rng.split("params"),
  );
  const draw = rng.split("x");
  const x: Tensor = {
    shape: [5, 6],
    data: Float64Array.from({ length: 30 }, () => (draw.uniform() < 0.4 ? 0 : draw.normal())),
  };
  const t = [0, 3, 1, 2, 3];

  /** The textbook's loop: each param moved to both sides, the whole net evaluated each time. */
  const naive = (param: Float64Array, h = 1e-4) =>
    param.map((value, i) => {
      param[i] = value + h;
      const above = net.loss(x, t);
      param[i] = value - h;
      const below = net.loss(x, t);
      param[i] = value;
      return (above - below) / (2 * h);
    });

  test("structured central differences equal the naive loop's to 1e-10", () => {
    const structured = net.numericalGradient(x, t);
    for (const [name, { data }] of Object.entries(net.params)) {
      const expected = naive(data);
      structured[name]!.data.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!), `${name}[${i}]`).toBeLessThanOrEqual(1e-10);
      });
    }
  });

  test("backpropagation equals central differences to 1e-5, where no ReLU meets its kink", () => {
    const backprop = net.gradient(x, t);
    const numeric = net.numericalGradient(x, t, 1e-5);
    for (const [name, { data }] of Object.entries(backprop)) {
      data.forEach((value, i) => {
        expect(Math.abs(value - numeric[name]!.data[i]!), `${name}[${i}]`).toBeLessThanOrEqual(
          1e-5,
        );
      });
    }
  });
});
