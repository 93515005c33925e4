import { createRng } from "@gradlab/core";
import { sparseImages, train, type TrainingData } from "@gradlab/models";
import { trialConfig, type TrialConfig } from "@gradlab/schema";
import { expect, test } from "vitest";
import { diagnose } from "../src/diagnose/index.ts";
import { openKernels, placed, Workbench } from "../src/executor/kernels.ts";

const wasm = openKernels("wasm", () => {});

const side = 8;
const classes = 5;
const pixels = side * side;

/** Noisy images of `classes` kinds: each kind has its own bright pixels, about a fifth of all. */
function images(count: number, rng: ReturnType<typeof createRng>) {
  const prototype = createRng(7);
  const bright = Array.from({ length: classes * pixels }, () => prototype.uniform() < 0.2);
  const labels = Uint8Array.from({ length: count }, (_, n) => n % classes);
  const bytes = new Uint8Array(count * pixels);
  labels.forEach((label, n) => {
    for (let k = 0; k < pixels; k++) {
      const isBright = bright[label * pixels + k] !== rng.uniform() < 0.08;
      if (isBright) bytes[n * pixels + k] = 120 + rng.below(136);
    }
  });
  return { bytes, labels };
}

const asIs = (labels: Uint8Array) => labels;
/** As if the labels belonged to other images. */
const drawn = (labels: Uint8Array) => {
  const rng = createRng(3);
  return labels.map(() => rng.below(classes));
};
type Relabel = (labels: Uint8Array) => Uint8Array;

function dataSet({
  train = asIs,
  test = asIs,
}: { train?: Relabel; test?: Relabel } = {}): TrainingData {
  const [own, other] = [images(500, createRng(1)), images(500, createRng(2))];
  return {
    train: sparseImages(own.bytes, train(own.labels)),
    test: sparseImages(other.bytes, test(other.labels)),
    classes,
  };
}

const healthy = {
  hidden: [20],
  activation: "relu",
  init: { type: "he" } as object,
  bias: { type: "zeros" } as object,
  output: "softmax",
  learningRate: 0.1,
  steps: 300,
};

function codesOf(
  change: Partial<typeof healthy>,
  data = dataSet(),
  seed = 1,
  metrics: Record<string, number> = {},
): string[] {
  const { learningRate, steps, ...model } = { ...healthy, ...change };
  const config = trialConfig.parse({
    task: "train",
    dataset: "digits",
    model: { type: "mlp", ...model },
    train: {
      optimizer: { type: "sgd", learningRate },
      batchSize: 20,
      steps,
      evaluateEvery: steps,
    },
  }) as Extract<TrialConfig, { task: "train" }>;
  const bench = new Workbench(placed(data, wasm), wasm);
  const host = { now: () => 0, progress: () => {}, kernels: bench.kernels() };
  const trained = train(config, bench.data, seed, host);
  const outcome = { ...trained, metrics: { ...trained.metrics, ...metrics } };
  const found = diagnose(config, outcome, { classes, trainSamples: data.train.count });
  if (process.env["SHOW"]) console.log(JSON.stringify(change), outcome.metrics, found);
  return found.map(({ code }) => code);
}

const normal = (std: number) => ({ type: "normal", std });
const deep = [20, 20, 20, 20];
test.each<[string, Partial<typeof healthy>]>([
  ["a healthy net", {}],
  ["one of sigmoids", { activation: "sigmoid", init: { type: "xavier" }, learningRate: 0.5 }],
  ["one of tanh", { activation: "tanh", init: { type: "xavier" } }],
  ["a deep one", { hidden: deep }],
  ["a single layer", { hidden: [] }],
  ["the book's init", { init: normal(0.01) }],
])("%s: nothing, over five seeds", (_, change) => {
  for (const seed of [1, 2, 3, 4, 5]) expect(codesOf(change, dataSet(), seed)).toEqual([]);
});

test.each<[string, string[], Partial<typeof healthy>]>([
  [
    "a rate of 1e6, nothing to bound it",
    ["learning-rate-too-large"],
    { activation: "identity", learningRate: 1e6 },
  ],
  [
    "a rate of 20",
    ["learning-rate-too-large", "stays-at-chance"],
    { activation: "tanh", learningRate: 20 },
  ],
  ["a rate of 0.002", ["learning-rate-too-small"], { learningRate: 0.002 }],
  ["ReLUs of weight 0", ["symmetric-init", "stays-at-chance"], { init: { type: "zeros" } }],
  [
    "sigmoids of weight 0",
    ["symmetric-init", "stays-at-chance"],
    { activation: "sigmoid", init: { type: "zeros" } },
  ],
  ["scattered biases", ["initial-loss-too-high", "dead-relu"], { bias: normal(20) }],
  ["a rate of 3", ["learning-rate-too-large", "dead-relu"], { learningRate: 3 }],
  ["biases far below 0 in half", ["dead-relu"], { init: normal(0.01), bias: normal(1) }],
  [
    "four layers of sigmoids, std 0.01",
    ["vanishing-gradient", "stays-at-chance"],
    { hidden: deep, activation: "sigmoid", init: normal(0.01) },
  ],
  [
    "four layers of ReLUs, std 0.01",
    ["vanishing-gradient", "dead-relu", "stays-at-chance"],
    { hidden: deep, init: normal(0.01) },
  ],
  [
    "four layers of std 3",
    ["learning-rate-too-large", "initial-loss-too-high", "exploding-gradient"],
    { hidden: deep, init: normal(3) },
  ],
  [
    "sigmoids of std 30",
    ["initial-loss-too-high", "saturated-activations"],
    { activation: "sigmoid", init: normal(30) },
  ],
  [
    "sigmoid outputs, two far below 0, one far above",
    ["dead-outputs", "stays-at-chance"],
    { output: "sigmoid", hidden: [], init: normal(0.01), bias: normal(8), learningRate: 0.5 },
  ],
  ["ReLUs of std 1", ["initial-loss-too-high"], { init: normal(1) }],
])("%s: %s", (_, codes, change) => {
  expect(codesOf(change)).toEqual(codes);
});

test("test labels of other images: chance-while-loss-falls", () => {
  expect(codesOf({}, dataSet({ test: drawn }))).toEqual(["chance-while-loss-falls"]);
});

test("a net that dies after it has learned has learned nothing: stays-at-chance", () => {
  const dead = { "units.silentShare": 1, "train.accuracy": 0.2, "test.accuracy": 0.2 };
  expect(codesOf({}, dataSet(), 1, dead)).toEqual(["dead-relu", "stays-at-chance"]);
});

test.each(["softmax", "sigmoid"] as const)("labels at random, %s: stays-at-chance", (output) => {
  const data = dataSet({ train: drawn, test: drawn });
  const learningRate = output === "softmax" ? 0.01 : 0.1;
  expect(codesOf({ output, learningRate }, data)).toEqual(["stays-at-chance"]);
});
