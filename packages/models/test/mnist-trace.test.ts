import { createRng, sgd } from "@gradlab/core";
import { expect, test } from "vitest";
import { Batch, createLayers, Mlp } from "../src/index.ts";
import { mulberry32 } from "./mulberry32.ts";
import { mnistFolder, trainImages } from "./real-mnist.ts";
import reference from "./reference/mnist-trace.json" with { type: "json" };

test.skipIf(mnistFolder === undefined).each(reference.runs)(
  "the losses of numpy's run on real MNIST, $config.activation $config.sizes, to 1e-9",
  ({ config, loss_iteration, loss_before_update }) => {
    const images = trainImages();
    const [inputs, ...rest] = config.sizes as [number, ...number[]];
    const mlp = {
      inputs,
      hidden: rest.slice(0, -1),
      outputs: rest.at(-1)!,
      activation: config.activation as "relu",
      init: { type: "zeros" } as const,
    };
    const uniform = mulberry32(config.seed);
    const layers = createLayers(mlp, createRng(0));
    for (const [l, { weight }] of layers.entries()) {
      const std = l === 0 ? config.init_std : config.init_std2;
      for (let i = 0; i < weight.length; i++) weight[i] = std * Math.sqrt(12) * (uniform() - 0.5);
    }
    const net = new Mlp(mlp, layers, config.batch);
    const batch = new Batch(net.kernels, config.batch, inputs);
    const optimizer = sgd({ learningRate: config.lr });
    const steps = Math.min(50, loss_iteration.at(-1)!);
    for (let step = 0; step <= steps; step++) {
      batch.pick(
        images,
        Uint32Array.from({ length: config.batch }, () => Math.floor(uniform() * images.count)),
      );
      const loss = net.backpropagate(batch.x, batch.labels);
      const at = loss_iteration.indexOf(step);
      if (at >= 0) {
        expect(Math.abs(loss / loss_before_update[at]! - 1), `step ${step}`).toBeLessThanOrEqual(
          1e-9,
        );
      }
      optimizer.update(net.params, net.grads);
    }
  },
);
