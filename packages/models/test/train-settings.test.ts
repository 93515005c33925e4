import { createRng } from "@gradlab/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  Batch,
  batchOrders,
  createLayers,
  Mlp,
  pixelScales,
  sparseImages,
  train,
} from "../src/index.ts";

const drawn = (order: keyof typeof batchOrders, count: number, batch: number, batches: number) => {
  const next = batchOrders[order](count, createRng(7));
  const samples = new Uint32Array(batch);
  return Array.from({ length: batches }, () => {
    next(samples);
    return [...samples];
  }).flat();
};

test("in-order and shuffled batches see every sample once an epoch, whatever the batch size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 15 }),
      (count, batch) => {
        for (const order of ["in-order", "shuffled"] as const) {
          const samples = drawn(order, count, batch, Math.ceil((3 * count) / batch));
          for (let epoch = 0; epoch < 3; epoch++) {
            const seen = samples.slice(epoch * count, (epoch + 1) * count);
            expect(seen.toSorted((a, b) => a - b)).toEqual([...seen.keys()]);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(drawn("in-order", 3, 2, 3)).toEqual([0, 1, 2, 0, 1, 2]);
  expect(drawn("shuffled", 50, 50, 1)).not.toEqual(drawn("shuffled", 50, 50, 2).slice(50));
});

test("draws with replacement see 63.2 % of the samples in an epoch's worth", () => {
  const seen = new Set(drawn("with-replacement", 20_000, 100, 200)).size;
  expect(seen / 20_000).toBeCloseTo(1 - 1 / Math.E, 2);
});

const images = Uint8Array.from({ length: 6 * 4 }, (_, i) => (i % 3 === 0 ? 0 : (i * 37) % 256));
const split = sparseImages(images, Uint8Array.of(0, 1, 2, 0, 1, 2));
const config = {
  inputs: 4,
  hidden: [3],
  outputs: 3,
  activation: "sigmoid",
  init: { type: "he" },
} as const;

test.each(Object.keys(pixelScales) as (keyof typeof pixelScales)[])(
  "%s pixels in sparse rows give the loss and gradients of the dense numbers",
  (name) => {
    const scale = pixelScales[name](split);
    const values = Float64Array.from(images, (v) => scale.background + scale.levels[v]!);
    if (name === "standardised") {
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      const square = values.reduce((sum, x) => sum + x * x, 0) / values.length;
      expect(mean).toBeCloseTo(0, 6);
      expect(square).toBeCloseTo(1, 6);
    }
    const layers = createLayers(config, createRng(3));
    const samples = Uint32Array.of(0, 1, 2, 3, 4, 5);
    const results = [
      { net: new Mlp(config, layers, 6, undefined, scale.background), data: split, scale },
      {
        net: new Mlp(config, layers, 6),
        data: sparseImages(values, split.labels),
        scale: undefined,
      },
    ].map(({ net, data, scale }) => {
      const batch = new Batch(net.kernels, 6, 4, scale);
      batch.pick(data, samples);
      return [net.backpropagate(batch.x, batch.labels), ...net.grads.flatMap((grad) => [...grad])];
    });
    results[0]!.forEach((value, i) => expect(value).toBeCloseTo(results[1]![i]!, 11));
  },
);

const plain = {
  optimizer: { type: "sgd", learningRate: 0.5 },
  batchSize: 3,
  steps: 40,
  evaluateEvery: 20,
  batches: "in-order",
  pixels: "unit",
  weightDecay: 0,
  gradient: "backprop",
  precision: "float64",
} as const;
const model = { ...config, bias: { type: "zeros" }, output: "softmax" } as const;
const host = { now: () => 0, progress: () => {} };
const trained = (settings: object) =>
  train(
    { model, train: { ...plain, ...settings } },
    { train: split, test: split, classes: 3 },
    1,
    host,
  );
const squares = ({ params }: ReturnType<typeof trained>) =>
  [...params["W1"]!.data, ...params["W2"]!.data].reduce((sum, w) => sum + w * w, 0);

test("weight decay is w ← w − η(∂L/∂w + λw) for weights, and nothing for biases", () => {
  const one = trained({ steps: 1 }).params;
  const decayed = trained({ steps: 1, weightDecay: 0.1 }).params;
  const first = createLayers({ ...config }, createRng(1).split("params"));
  for (const [l, { weight }] of first.entries()) {
    const name = `W${l + 1}`;
    one[name]!.data.forEach((w, i) =>
      expect(decayed[name]!.data[i]).toBeCloseTo(w - 0.5 * 0.1 * weight[i]!, 14),
    );
    expect(decayed[`b${l + 1}`]).toEqual(one[`b${l + 1}`]);
  }
  expect(squares(trained({ weightDecay: 0.1 }))).toBeLessThan(squares(trained({})));
});

test("`samples` trains on the first so many and says their accuracy", () => {
  const { metrics, tables } = trained({ samples: 3, steps: 400 });
  expect(metrics["train.accuracy"]).toBe(1);
  expect(tables["confusion"]!["count"]!.reduce((a, b) => Number(a) + Number(b), 0)).toBe(6);
});
