import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng, spiral } from "@gradlab/core";
import {
  createLayers,
  namedParams,
  sparseImages,
  writeNpz,
  writeSafetensors,
  type TrainingData,
} from "@gradlab/models";
import { readNumber, tasks, trialConfig } from "@gradlab/schema";
import { describe, expect, test } from "vitest";
import { Workbench } from "../src/executor/kernels.ts";
import { executeTrial } from "../src/tasks/execute-trial.ts";

const { x, labels } = spiral(createRng(1), { perClass: 30 });
const split = sparseImages(x, labels);
const data: TrainingData = { train: split, test: split, classes: 3 };

const mlp = (hidden: number[], activation = "relu") => ({
  type: "mlp",
  hidden,
  activation,
  init: { type: "he" },
});

/** A trial of a config as an experiment's file has it, its metrics as numbers. */
async function run(config: object, seed = 1) {
  const parsed = trialConfig.parse(config);
  const { result } = await executeTrial(
    { id: 0, config: parsed, seed },
    new Workbench(data, undefined),
    () => {},
  );
  const metrics = Object.fromEntries(
    Object.entries(result.metrics).map(([name, value]) => [name, readNumber(value)]),
  );
  return { ...result, metrics };
}

/** What a number should be: exactly, or from a first to a last. */
type Expected = number | null | readonly [number, number];
const about = (value: number, tolerance: number): Expected => [
  value - tolerance,
  value + tolerance,
];

const bookNet = {
  task: "simple-net",
  weight: [
    [0.47355232, 0.9977393, 0.84668094],
    [0.85557411, 0.03563661, 0.69422093],
  ],
  x: [0.6, 0.9],
  label: 2,
};
const digitTwo = [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0];
const digitSeven = [0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0];
const sgd = (learningRate: number) => ({ type: "sgd", learningRate });

const cases: [string, object, Record<string, Expected>][] = [
  [
    "training",
    {
      task: "train",
      dataset: "spiral",
      model: mlp([5]),
      train: { optimizer: sgd(0.1), batchSize: 10, steps: 5, evaluateEvery: 5 },
    },
    { "test.accuracy": [0, 1] },
  ],
  [
    "sigmoid",
    { task: "curve", activation: "sigmoid" },
    {
      "curve.min": about(4.5397868702434395e-5, 1e-15),
      "curve.maxSlope": 0.25,
      "curve.endSlope": about(4.5395807735907655e-5, 1e-15),
      "curve.slopeError": [0, 1e-9],
      "curve.largestJump": [0.0124, 0.0125],
    },
  ],
  [
    "relu",
    { task: "curve", activation: "relu" },
    { "curve.min": 0, "curve.max": 10, "curve.maxSlope": 1, "curve.slopeError": [0, 1e-9] },
  ],
  [
    "step",
    { task: "curve", activation: "step" },
    { "curve.max": 1, "curve.maxSlope": 0, "curve.slopeError": 0, "curve.largestJump": 1 },
  ],
  [
    "softmax of the book",
    { task: "softmax", scores: [0.3, 2.9, 4], shift: true },
    {
      "softmax.sum": about(1, 1e-15),
      "softmax.nonFinite": 0,
      "softmax.orderKept": 1,
      "softmax.largest": about(0.7365969137693785, 1e-15),
    },
  ],
  [
    "softmax that overflows",
    { task: "softmax", scores: [1010, 1000, 990], shift: false },
    { "softmax.sum": NaN, "softmax.nonFinite": 3, "softmax.orderKept": 0 },
  ],
  [
    "softmax that would overflow",
    { task: "softmax", scores: [1010, 1000, 990], shift: true },
    { "softmax.orderKept": 1, "softmax.largest": about(0.999954600070331, 1e-15) },
  ],
  [
    "squared error of 2",
    { task: "loss", loss: "mean-squared-error", probabilities: digitTwo, label: 2 },
    { "loss.value": about(0.0975, 1e-15), "loss.oneHotDifference": 0 },
  ],
  [
    "squared error of 7",
    { task: "loss", loss: "mean-squared-error", probabilities: digitSeven, label: 2 },
    { "loss.value": about(0.5975, 1e-15) },
  ],
  [
    "cross-entropy of 2",
    { task: "loss", loss: "cross-entropy", probabilities: digitTwo, label: 2 },
    { "loss.value": about(0.510825457099338, 1e-15), "loss.oneHotDifference": 0 },
  ],
  [
    "cross-entropy of 7",
    { task: "loss", loss: "cross-entropy", probabilities: digitSeven, label: 2 },
    { "loss.value": about(2.302584092994546, 1e-14) },
  ],
  [
    "central difference of the quadratic",
    { task: "derivative", curve: "quadratic", at: 5, method: "central" },
    { "derivative.slope": about(0.1999999999990898, 1e-15), "derivative.order": null },
  ],
  [
    "forward difference of the quadratic",
    { task: "derivative", curve: "quadratic", at: 5, method: "forward" },
    {
      "derivative.slope": about(0.20000099999917254, 1e-12),
      "derivative.error": about(1e-6, 1e-11),
      "derivative.order": about(1, 1e-6),
      "derivative.bestStep": [1e-8, 1e-6],
    },
  ],
  [
    "central difference of the sine",
    { task: "derivative", curve: "sine", at: 1, method: "central" },
    {
      "derivative.order": about(2, 1e-3),
      "derivative.bestStep": [1e-6, 1e-4],
      "derivative.smallestError": [1e-13, 1e-10],
    },
  ],
  [
    "central difference in float32",
    { task: "derivative", curve: "sine", at: 1, method: "central", precision: "float32" },
    { "derivative.bestStep": [1e-3, 1e-1], "derivative.smallestError": [1e-8, 1e-4] },
  ],
  [
    "gradient field of the bowl",
    { task: "gradient-field", surface: "bowl", from: -2, to: 2, count: 18, at: [3, 4] },
    {
      "field.maxError": [0, 1e-10],
      "field.slope0": about(6, 1e-9),
      "field.slope1": about(8, 1e-9),
      "direction.angle": 0,
    },
  ],
  [
    "gradient field where it is flat",
    { task: "gradient-field", surface: "bowl", from: -2, to: 2, count: 2, at: [0, 0] },
    { "field.slope0": 0, "direction.angle": null },
  ],
  [
    "descent as the book prints it",
    { task: "descent", surface: "bowl", start: [-3, 4], optimizer: sgd(0.1), steps: 100 },
    { "descent.distance": about(1.01851799e-9, 1e-16), "descent.turns": 0 },
  ],
  [
    "descent with steps too large, as the book prints it",
    { task: "descent", surface: "bowl", start: [-3, 4], optimizer: sgd(10), steps: 100 },
    { "descent.distance": about(2.593074397e13, 1e5), "descent.turns": [1, 100] },
  ],
  [
    "descent with steps too small, as the book prints it",
    { task: "descent", surface: "bowl", start: [-3, 4], optimizer: sgd(1e-10), steps: 100 },
    { "descent.moved": about(1e-7, 1e-9) },
  ],
  [
    "descent that zigzags through the ravine",
    { task: "descent", surface: "ravine", start: [-7, 2], optimizer: sgd(0.95), steps: 30 },
    { "descent.turns": 30 },
  ],
  ...["and", "nand", "or", "xor", "concert-far", "concert-near"].map(
    (gate): [string, object, Record<string, Expected>] => [
      `${gate} with weights set by hand`,
      { task: "gates", gate, model: { type: "book" } },
      { "gate.wrong": 0, "gate.epochs": null },
    ],
  ),
  [
    "a perceptron that learns or",
    { task: "gates", gate: "or", model: { type: "perceptron" } },
    { "gate.wrong": 0, "gate.epochs": [1, 10] },
  ],
  [
    "a perceptron that cannot learn xor",
    { task: "gates", gate: "xor", model: { type: "perceptron" } },
    { "gate.wrong": [1, 4], "gate.epochs": null },
  ],
  [
    "a net that learns xor",
    { task: "gates", gate: "xor", model: { type: "mlp" } },
    { "gate.wrong": 0, "gate.epochs": null },
  ],
  [
    "gradient check of a smooth net",
    { task: "gradient-check", dataset: "spiral", model: mlp([4, 4], "sigmoid"), batchSize: 10 },
    {
      "gradient.maxDifference": [0, 1e-6],
      "gradient.relativeDifference": [0, 1e-5],
      "gradient.kinkShare": 0,
    },
  ],
  [
    "gradient check across kinks",
    { task: "gradient-check", dataset: "spiral", model: mlp([9]), batchSize: 50, h: 0.01 },
    { "gradient.kinkShare": [0.05, 1], "gradient.maxDifference": [1e-5, 1] },
  ],
  [
    "activations of sigmoid, N(0,1) weights",
    { task: "activations", activation: "sigmoid", init: { type: "normal", std: 1 } },
    {
      "activations.lastStd": about(0.43812, 4 * 0.00513),
      "activations.saturatedShare": [0.5, 0.7],
      "activations.zeroShare": 0,
    },
  ],
  [
    "activations of relu by He",
    { task: "activations", activation: "relu", init: { type: "he" } },
    { "activations.lastOverFirst": [0.5, 1.6], "activations.zeroShare": [0.35, 0.65] },
  ],
  [
    "accuracy as an objective",
    { task: "objective", dataset: "spiral", model: mlp([10]), objective: "accuracy" },
    { "objective.zeroShare": [0.9, 1], "objective.values": [1, 60] },
  ],
  [
    "loss as an objective",
    { task: "objective", dataset: "spiral", model: mlp([10], "tanh"), objective: "loss" },
    { "objective.zeroShare": 0, "objective.values": 201 },
  ],
  [
    "evaluation after training",
    {
      task: "evaluate",
      dataset: "spiral",
      model: mlp([20]),
      params: { trainSteps: 200 },
      batchSize: 32,
    },
    { "test.accuracy": [0.5, 1], "params.changed": 0 },
  ],
  [
    "the book's simple net",
    bookNet,
    {
      "loss.value": about(0.9280682857864075, 1e-14),
      "loss.afterStep": [0.8, 0.928],
      "gradient.maxDifference": [0, 1e-6],
      "gradient.rowSum": [0, 1e-15],
    },
  ],
];

const found = new Map<object, ReturnType<typeof run>>();
/** Each case is run once for the tests that look at it. */
function runOf(config: object): ReturnType<typeof run> {
  if (!found.has(config)) found.set(config, run(config));
  return found.get(config)!;
}

test.each(cases)("%s", async (_, config, expected) => {
  const { status, error, metrics } = await runOf(config);
  expect({ status, error }).toEqual({ status: "complete", error: undefined });
  for (const [name, value] of Object.entries(expected)) {
    const is = metrics[name]!;
    if (value === null || typeof value === "number") expect(is, name).toBe(value);
    else {
      expect(is, name).toBeGreaterThanOrEqual(value[0]);
      expect(is, name).toBeLessThanOrEqual(value[1]);
    }
  }
});

test.each(cases)(
  "%s: all of the task's metrics and no other, columns of one length",
  async (_, config) => {
    const { task } = config as { task: keyof typeof tasks };
    const { metrics, tables } = await runOf(config);
    if (task === "train") {
      for (const name of Object.keys(metrics)) expect(tasks.train.metrics).toHaveProperty([name]);
      return;
    }
    expect(Object.keys(metrics).sort()).toEqual(Object.keys(tasks[task].metrics).sort());
    for (const columns of Object.values(tables)) {
      expect(new Set(Object.values(columns).map((column) => column.length)).size).toBe(1);
    }
  },
);

test("every task of the schema is tried here", () => {
  const tried = new Set(cases.map(([, config]) => (config as { task: string }).task));
  expect([...tried].sort()).toEqual(Object.keys(tasks).sort());
});

test("the same seed gives the same numbers, another one others", async () => {
  const config = { task: "activations", activation: "tanh", init: { type: "he" }, samples: 50 };
  const { metrics } = await run(config, 3);
  expect((await run(config, 3)).metrics).toEqual(metrics);
  expect((await run(config, 4)).metrics).not.toEqual(metrics);
});

describe("silent units", () => {
  const series = (hidden: number[], learningRate: number) => {
    const train = { optimizer: sgd(learningRate), batchSize: 10, steps: 60, evaluateEvery: 20 };
    return run({ task: "train", dataset: "spiral", model: mlp(hidden), train });
  };

  test("are recorded at every evaluation, of all hidden units and of each layer", async () => {
    const { series: recorded, metrics, tables } = await series([6, 4], 3);
    const { step, all, layer1, layer2 } = recorded["silentUnits"]!.columns;
    expect(step).toEqual([20, 40, 60]);
    step!.forEach((_, i) =>
      expect(all![i]).toBeCloseTo((6 * Number(layer1![i]) + 4 * Number(layer2![i])) / 10),
    );
    expect(all!.at(-1)).toBe(metrics["units.silentShare"]);
    expect([layer1!.at(-1), layer2!.at(-1)]).toEqual(tables["layers"]!["silentShare"]!.slice(3, 5));
    expect(all!.at(-1)).toBeGreaterThan(0);
  });

  test("of one hidden layer are told once, of none not at all", async () => {
    const { series: ofOne } = await series([5], 0.1);
    expect(Object.keys(ofOne["silentUnits"]!.columns)).toEqual(["step", "all"]);
    expect((await series([], 0.1)).series).not.toHaveProperty("silentUnits");
  });
});

test("a long descent is stored in 500 rows, the first and the last among them", async () => {
  const { tables } = await run({
    task: "descent",
    surface: "bowl",
    start: [-3, 4],
    optimizer: sgd(0.001),
    steps: 4321,
  });
  const step = tables["path"]!["step"]!;
  expect(step).toHaveLength(500);
  expect([step[0], step.at(-1)]).toEqual([0, 4321]);
});

describe("evaluation", () => {
  const model = mlp([7, 6]);
  const evaluate = (params: object, batchSize = 10) =>
    run({ task: "evaluate", dataset: "spiral", model, params, batchSize });

  test("has the same bits whatever the batch size", async () => {
    const { metrics } = await evaluate({ trainSteps: 50 }, 1);
    for (const batchSize of [7, 90, 1000]) {
      expect((await evaluate({ trainSteps: 50 }, batchSize)).metrics).toEqual(metrics);
    }
  });

  const folder = mkdtempSync(join(tmpdir(), "gradlab-params-"));
  const layers = createLayers(
    { inputs: 2, hidden: [7, 6], outputs: 3, activation: "relu", init: { type: "he" } },
    createRng(5),
  );
  const npz = writeNpz(namedParams(layers));
  const files = { "a.npz": npz, "a.safetensors": writeSafetensors(namedParams(layers)) };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const file = (name: string) => join(folder, name);

  test("reads .npz and .safetensors alike, its sum checked", async () => {
    const sha256 = createHash("sha256").update(npz).digest("hex");
    const fromNpz = await evaluate({ file: file("a.npz"), sha256 });
    expect(fromNpz.status).toBe("complete");
    const fromSafetensors = await evaluate({ file: file("a.safetensors") });
    expect(fromNpz.metrics).toEqual(fromSafetensors.metrics);
  });

  test.each([
    ["missing", { file: file("b.npz") }, /cannot read params file: .*b\.npz/],
    [
      "of another sum than planned",
      { file: file("a.npz"), sha256: "0".repeat(64) },
      /wrong params file: .*sha256/,
    ],
  ])("fails with a sentence on a file %s", async (_, params, message) => {
    const { status, error } = await evaluate(params);
    expect(status).toBe("failed");
    expect(error).toMatch(message);
  });

  test("fails with a sentence on params of another model", async () => {
    const params = { file: file("a.npz") };
    const other = { ...mlp([8, 6]) };
    const { error } = await run({
      task: "evaluate",
      dataset: "spiral",
      model: other,
      params,
      batchSize: 1,
    });
    expect(error).toMatch("W1 does not fit the model: (2,7); expected (2,8)");
  });
});
