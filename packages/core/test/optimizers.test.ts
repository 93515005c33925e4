import { describe, expect, test } from "vitest";
import {
  createOptimizer,
  optimizerNames,
  sgd,
  type OptimizerConfig,
  type OptimizerName,
} from "../src/index.ts";
import { decode, expectClose, readReference, type Encoded } from "./reference.ts";

type Params = Record<string, Encoded>;
interface Run {
  optimizer: string;
  settings: { lr?: number; momentum?: number; decay_rate?: number; beta1?: number; beta2?: number };
  params_after_each_step: Params[];
}
const { params, grads_per_step, runs } = readReference<{
  optimizers: { params: Params; grads_per_step: Params[]; runs: Run[] };
}>("optimizers").optimizers;

const arraysOf = (named: Params) => Object.values(named).map((encoded) => decode(encoded).data);

test.each(runs)("$optimizer $settings takes numpy's steps within 1e-14", (run) => {
  const type = run.optimizer.toLowerCase() as OptimizerName;
  const { lr = type === "adam" ? 0.001 : 0.01, decay_rate: decay, ...rest } = run.settings;
  const given = { type, learningRate: lr, decay, ...rest } as OptimizerConfig;
  const optimizer = createOptimizer(given);
  const own = arraysOf(params);
  grads_per_step.forEach((grads, step) => {
    optimizer.update(own, arraysOf(grads));
    Object.values(run.params_after_each_step[step]!).forEach((wanted, p) => {
      expectClose({ shape: decode(wanted).shape, data: own[p]! }, wanted, 1e-14);
    });
  });
});

test("the reference runs every optimizer", () => {
  const run = new Set(runs.map(({ optimizer }) => optimizer.toLowerCase()));
  expect(run).toEqual(new Set(optimizerNames));
});

describe.each(optimizerNames)("%s", (type) => {
  const fresh = () => createOptimizer({ type, learningRate: 0.1 });

  test("moves params in place and leaves the grads", () => {
    const w = Float64Array.of(1, 2);
    const dw = Float64Array.of(10, -20);
    fresh().update([w], [dw]);
    expect(w[0]).toBeLessThan(1);
    expect(w[1]).toBeGreaterThan(2);
    expect([...dw]).toEqual([10, -20]);
  });

  test("stays where it never saw a gradient", () => {
    const w = Float64Array.of(1);
    fresh().update([w], [Float64Array.of(0)]);
    expect(w[0]).toBe(1);
  });

  test("refuses grads that do not fit, naming both, and changes nothing", () => {
    const w = Float64Array.of(1, 2);
    const update = () => fresh().update([w, w], [Float64Array.of(1, 1), new Float64Array(3)]);
    expect(update).toThrow("grads do not fit: lengths [2,3]; expected those of the params, [2,2]");
    expect([...w]).toEqual([1, 2]);
  });
});

test.each(optimizerNames.filter((type) => type !== "sgd"))("%s refuses other params", (type) => {
  const optimizer = createOptimizer({ type, learningRate: 0.1 });
  const [two, three] = [[new Float64Array(2)], [new Float64Array(3)]];
  optimizer.update(two, two);
  expect(() => optimizer.update(three, three)).toThrow(
    "params do not fit: lengths [3]; expected those of the first update, [2]",
  );
});

test("an unknown optimizer is an error naming the known ones", () => {
  const config = { type: "adamw", learningRate: 1 } as unknown as OptimizerConfig;
  expect(() => createOptimizer(config)).toThrow(
    "unknown optimizer: adamw; expected one of sgd, momentum, nesterov, adagrad, rmsprop, adam",
  );
});

test("sgd takes learningRate times the gradient", () => {
  const w = [Float64Array.of(1, 2), Float64Array.of(3)];
  sgd({ learningRate: 0.1 }).update(w, [Float64Array.of(10, -20), Float64Array.of(0.5)]);
  expect(w.map((numbers) => [...numbers])).toEqual([[0, 4], [2.95]]);
});
