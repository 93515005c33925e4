import { plainKernels } from "@gradlab/core";
import { sparseImages, train, type TrainingData } from "@gradlab/models";
import { readImageText } from "@gradlab/schema";
import { expect, test } from "vitest";
import { pictureTables } from "../src/tasks/pictures.ts";
import { trainTask } from "../src/tasks/train.ts";

type Config = Parameters<typeof trainTask>[0];

const config: Config = {
  task: "train",
  dataset: { type: "idx", dir: "data" },
  model: {
    type: "mlp",
    hidden: [4],
    activation: "relu",
    init: { type: "he" },
    bias: { type: "zeros" },
    output: "softmax",
  },
  train: {
    optimizer: { type: "sgd", learningRate: 0.5 },
    batchSize: 10,
    steps: 40,
    evaluateEvery: 40,
    batches: "with-replacement",
    pixels: "standardised",
    weightDecay: 0,
    gradient: "backprop",
    precision: "float32",
  },
};

/** Two classes, a bright left or right half; in the test split some labels are of the other class. */
function halves(wrong: number): TrainingData {
  const split = (count: number, lies: number) => {
    const images = new Uint8Array(count * 16);
    const labels = Uint8Array.from({ length: count }, (_, n) => n % 2);
    for (let n = 0; n < count; n++) {
      for (let k = 0; k < 16; k++) images[n * 16 + k] = k % 4 < 2 === (n % 2 === 0) ? 255 : n % 7;
    }
    for (let n = 0; n < lies; n++) labels[n] = 1 - labels[n]!;
    return sparseImages(images, labels);
  };
  return { train: split(60, 0), test: split(30, wrong), classes: 2 };
}

const host = { now: () => 0, progress() {} };
const tablesOf = (data: TrainingData) =>
  pictureTables(config, train(config, data, 1, host).params, data, plainKernels);

test("the surest mistakes come first, three of a kind, with their images", () => {
  const data = halves(11);
  const { mistakes } = tablesOf(data);
  const { sample, actual, predicted, probability, image } = mistakes!;
  expect(sample).toHaveLength(6);
  expect(new Set(sample).size).toBe(6);
  for (const [i, n] of (sample as number[]).entries()) {
    expect(n).toBeLessThan(11);
    expect(predicted![i]).toBe(n % 2);
    expect(actual![i]).toBe(1 - (n % 2));
    const levels = readImageText(String(image![i]))!;
    expect(levels.slice(0, 4)).toEqual(n % 2 === 0 ? [15, 15, 0, 0] : [0, 0, 15, 15]);
  }
  expect(probability).toEqual((probability as number[]).toSorted((a, b) => b - a));
  expect(tablesOf(halves(0)).mistakes!["sample"]).toEqual([]);
});

test("weights in steps of the largest, negative ones from 15 down", () => {
  const data = halves(0);
  const { params } = train(config, data, 1, host);
  const { unit, largest, image } = pictureTables(config, params, data, plainKernels).weights!;
  expect(unit).toEqual([1, 2, 3, 4]);
  const weight = params["W1"]!.data;
  expect(largest![0]).toBe(Math.max(...weight.map(Math.abs)));
  const levels = readImageText(String(image![2]))!;
  for (let i = 0; i < 16; i++) {
    const step = Math.round((7 * weight[i * 4 + 2]!) / Number(largest![0]));
    expect(levels[i]).toBe(step < 0 ? step + 16 : step + 0);
  }
});

test("no pictures of points in the plane, nor of a net that diverged", () => {
  const points = sparseImages(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), Uint8Array.of(0, 1));
  const plane = { train: points, test: points, classes: 2 };
  expect(pictureTables(config, {}, plane, plainKernels)).toEqual({});
  const data = halves(3);
  const context = { data, seed: 1, kernels: plainKernels, progress() {}, trained() {} };
  expect(Object.keys(trainTask(config, context).tables)).toContain("mistakes");
  const wild = structuredClone(config);
  wild.train.optimizer.learningRate = 1e30;
  const { status, tables } = trainTask(wild, context);
  expect(status).toBe("diverged");
  expect(Object.keys(tables)).toEqual(["layers"]);
});
