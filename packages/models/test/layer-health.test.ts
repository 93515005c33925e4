import { createRng } from "@gradlab/core";
import { expect, test } from "vitest";
import {
  Batch,
  createLayers,
  distinctShare,
  layerHealth,
  Mlp,
  UnitWatch,
  type MlpConfig,
} from "../src/index.ts";
import { mulberry32 } from "./mulberry32.ts";
import { mnistFolder, trainImages } from "./real-mnist.ts";
import reference from "./reference/deep-gradients.json" with { type: "json" };

const [inputs, ...rest] = reference.sizes as [number, ...number[]];

const deviation = (init: string | number, fanIn: number) =>
  typeof init === "number" ? init : Math.sqrt((init === "he" ? 2 : 1) / fanIn);

const close = (a: number, b: number, tolerance: number) =>
  expect(Math.abs(a - b) / Math.max(1e-300, Math.abs(b))).toBeLessThanOrEqual(tolerance);

test.skipIf(mnistFolder === undefined).each(reference.runs)(
  "numpy's deep nets on 1,000 images, $activation init $init bias $hidden_bias: loss, norms and silent units",
  (run) => {
    const config: MlpConfig = {
      inputs,
      hidden: rest.slice(0, -1),
      outputs: rest.at(-1)!,
      activation: run.activation as MlpConfig["activation"],
      init: { type: "zeros" },
    };
    const layers = createLayers(config, createRng(0));
    const uniform = mulberry32(run.seed);
    for (const [l, { weight, bias, inputs: fanIn }] of layers.entries()) {
      const std = deviation(run.init, fanIn);
      for (let i = 0; i < weight.length; i++) weight[i] = std * Math.sqrt(12) * (uniform() - 0.5);
      if (l < layers.length - 1) bias.fill(run.hidden_bias);
    }
    const B = reference.images;
    const net = new Mlp(config, layers, B);
    const batch = new Batch(net.kernels, B, inputs);
    batch.pick(
      trainImages(),
      Uint32Array.from({ length: B }, (_, n) => n),
    );
    close(net.backpropagate(batch.x, batch.labels), run.loss, 1e-10);
    const health = layerHealth(net, B);
    const watch = new UnitWatch(net);
    watch.observe(B);
    run.grad_W_norm.forEach((norm, l) => close(health[l]!.gradientNorm, norm, 1e-9));
    run.activation_mean.forEach((mean, l) => close(health[l]!.activationMean, mean, 1e-9));
    run.activation_std.forEach((std, l) => close(health[l]!.activationStd, std, 1e-9));
    if (run.activation === "relu") {
      expect(watch.silentShares.map((share) => Math.round(share * 100))).toEqual(run.dead_units);
    }
  },
);

test("units that begin equal are not distinct; drawn ones all are", () => {
  const config = { inputs: 5, hidden: [4], outputs: 3, activation: "sigmoid" } as const;
  const share = (init: MlpConfig["init"]) => {
    const mlp = { ...config, init };
    return distinctShare(new Mlp(mlp, createLayers(mlp, createRng(1)), 1));
  };
  expect(share({ type: "zeros" })).toBe(0);
  expect(share({ type: "he" })).toBe(1);
});
