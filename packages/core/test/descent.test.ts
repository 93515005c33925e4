import { expect, test } from "vitest";
import {
  createOptimizer,
  descend,
  numericalSurfaceGradient,
  sgd,
  surfaces,
  tensor,
  type OptimizerConfig,
} from "../src/index.ts";
import { decode, expectClose, largestError, readReference, type Encoded } from "./reference.ts";

interface Descent {
  init: [number, number];
  lr: number;
  steps: number;
  x_history: Encoded;
  final: number[];
}
interface Naive {
  optimizer: string;
  settings: { lr: number; decay_rate?: number };
  init: [number, number];
  history_before_each_step: Encoded;
  final: [number, number];
  final_f: number;
}
const { gradient_descent } = readReference<{ gradient_descent: Descent[] }>("gradient");
const { naive } = readReference<{ naive: { paths: Naive[] } }>("optimizers");

const numerical = numericalSurfaceGradient(surfaces.bowl.value);

test.each(gradient_descent)("descends as numpy from $init with learning rate $lr", (c) => {
  const path = descend(numerical, c.init, sgd({ learningRate: c.lr }), c.steps);
  const wanted = decode(c.x_history);
  expectClose(tensor(path.slice(0, -2), wanted.shape), c.x_history, 1e-8);
  expectClose(tensor(path.slice(-2)), c.final, 1e-8);
});

test.each(naive.paths)("$optimizer $settings takes numpy's path down the ravine", (c) => {
  const { lr: learningRate, decay_rate: decay } = c.settings;
  const config = { type: c.optimizer.toLowerCase(), learningRate, decay } as OptimizerConfig;
  const wanted = decode(c.history_before_each_step).data;
  const steps = wanted.length / 2;
  const { value, gradient } = surfaces.ravine;
  const path = descend(gradient, c.init, createOptimizer(config), steps);
  expect(largestError(path, [...wanted, ...c.final])).toBeLessThanOrEqual(1e-13);
  expectClose(value(path.at(-2)!, path.at(-1)!), c.final_f, 1e-13);
});

test("a path of no steps is its start; half a step is an error", () => {
  const { gradient } = surfaces.bowl;
  const optimizer = sgd({ learningRate: 0.1 });
  expect(descend(gradient, [3, 4], optimizer, 0)).toEqual(Float64Array.of(3, 4));
  expect(() => descend(gradient, [3, 4], optimizer, 0.5)).toThrow("invalid steps: 0.5");
});
