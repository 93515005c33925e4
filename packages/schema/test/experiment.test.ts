import { expect, test } from "vitest";
import { experiment, readNumber, storeNumber } from "../src/index.ts";

const smallest = {
  title: "t",
  question: "q",
  task: "train",
  dataset: "digits",
  model: { type: "mlp", hidden: [], activation: "relu", init: { type: "he" } },
  train: { optimizer: { type: "sgd", learningRate: 1 }, batchSize: 1, steps: 1, evaluateEvery: 1 },
};

test("defaults are filled in, and what is resolved parses again as it is", () => {
  const parsed = experiment.parse(smallest);
  expect(parsed).toMatchObject({
    seeds: 3,
    sweep: {},
    claims: [],
    train: { gradient: "backprop" },
  });
  expect(experiment.parse(parsed)).toEqual(parsed);
});

test.each([
  ["a log axis from 0", { from: 0, to: 1, count: 3, scale: "log" }],
  ["an axis of one value", { from: 0, to: 1, count: 1 }],
  ["an empty list", []],
  ["a number", 3],
])("%s is refused", (_, axis) => {
  expect(experiment.safeParse({ ...smallest, sweep: { "train.steps": axis } }).success).toBe(false);
});

test.each([NaN, Infinity, -Infinity, 0.5, null])("%s survives JSON", (value) => {
  expect(readNumber(JSON.parse(JSON.stringify(storeNumber(value))) as never)).toEqual(value);
});
