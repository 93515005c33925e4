import { createRng } from "@gradlab/core";
import { expect, test } from "vitest";
import { finalReading } from "../src/final-reading.ts";
import { createLayers, Evaluator, Mlp, sparseImages, type MlpConfig } from "../src/index.ts";

/** Unit c's logit is `on[c]` for the one-hot sample c, else −6; a fourth sample is the first again, labelled 1. */
function metricsOf(on: readonly number[]) {
  const config: MlpConfig = {
    inputs: 3,
    hidden: [],
    outputs: 3,
    activation: "sigmoid",
    init: { type: "zeros" },
    output: "sigmoid",
  };
  const layers = createLayers(config, createRng(0));
  const [{ weight, bias }] = layers as [(typeof layers)[0]];
  bias.fill(-6);
  on.forEach((logit, c) => (weight[c * 3 + c] = logit + 6));
  const net = new Mlp(config, layers, 2);
  const oneHot = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0);
  const split = sparseImages(oneHot, Uint8Array.of(0, 1, 2, 1));
  const data = { train: split, test: split, classes: 3 };
  return finalReading(net, new Evaluator(net), data).metrics;
}

test.each([
  { on: [6, 6, 6], dead: 0, accuracy: 3 / 4 },
  // σ(−3) ≈ 0.05 is the largest output of its sample: a dead unit that still names its class
  { on: [6, 6, -3], dead: 1, accuracy: 2 / 3 },
  { on: [6, -7, -7], dead: 2, accuracy: 1 },
  { on: [0, 0, 0], dead: 0, accuracy: 3 / 4 },
  { on: [-7, -7, -7], dead: 3, accuracy: null },
])("logits $on: $dead dead, accuracy of the living $accuracy", ({ on, dead, accuracy }) => {
  const metrics = metricsOf(on);
  expect(metrics["outputs.dead"]).toBe(dead);
  expect(metrics["test.accuracyOfLiving"]).toBe(accuracy);
});
