import { createRng, moons } from "@gradlab/core";
import { expect, test } from "vitest";
import { checkGradients, createLayers, drawBatch, Mlp, sparseImages } from "../src/index.ts";

const { x, labels } = moons(createRng(1), { perClass: 20 });
const images = sparseImages(x, labels);

function net(activation: "relu" | "tanh") {
  const config = {
    inputs: 2,
    hidden: [6, 5, 4],
    outputs: 2,
    activation,
    init: { type: "he" },
    bias: { type: "normal", std: 0.1 },
  } as const;
  return new Mlp(config, createLayers(config, createRng(1)), 8);
}

test("entries near a kink are those whose ±h, in the whole net computed anew, switches a ReLU", () => {
  const relu = net("relu");
  const batch = drawBatch(relu.kernels, images, 8, createRng(3));
  const h = 0.02;
  const checks = checkGradients(relu, batch, h);
  const mask = () => {
    relu.forward(batch.x);
    return relu.preActivations.slice(0, -1).map((z) => z.map((it) => (it > 0 ? 1 : 0)).join(""));
  };
  const before = mask().join();
  const shares = relu.params.map((param) => {
    const near = param.filter((own, i) => {
      const switches = [own + h, own - h].map((moved) => {
        param[i] = moved;
        return mask().join() !== before;
      });
      param[i] = own;
      return switches.includes(true);
    });
    return near.length / param.length;
  });
  expect(checks.map((it) => it.tensor)).toEqual(relu.paramNames);
  checks.forEach((it, t) => expect(it.kinkShare, it.tensor).toBeCloseTo(shares[t]!, 12));
  expect(Math.max(...shares)).toBeGreaterThan(0.3);
  expect(Math.min(...shares)).toBe(0);
});

test("away from kinks backprop and differences of h = 1e-4 agree to 1e-6, by tanh too", () => {
  for (const activation of ["relu", "tanh"] as const) {
    const checked = net(activation);
    const batch = drawBatch(checked.kernels, images, 8, createRng(4));
    for (const check of checkGradients(checked, batch, 1e-4)) {
      expect(check.maxDifferenceAwayFromKinks).toBeLessThan(1e-6);
      if (activation === "tanh") expect(check.kinkShare).toBe(0);
    }
  }
});
