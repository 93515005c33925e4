import { sparseImages, type TrainingData } from "@gradlab/models";
import type { TrialConfig, TrialResult } from "@gradlab/schema";
import { describe, expect, test } from "vitest";
import {
  InProcessExecutor,
  ThreadExecutor,
  type Executor,
  type ExecutorSignals,
  type TrialJob,
} from "../src/index.ts";
import { openKernels } from "../src/executor/kernels.ts";
import { withRealThreads } from "./real-threads.ts";

withRealThreads();

const labels = Uint8Array.from({ length: 60 }, (_, n) => n % 3);
const images = Uint8Array.from({ length: 60 * 9 }, (_, i) =>
  i % 3 === labels[Math.floor(i / 9)] ? 200 - (i % 50) : 0,
);
const split = sparseImages(images, labels);
const data: TrainingData = { train: split, test: split, classes: 3 };

const config = (learningRate: number, steps = 30): TrialConfig => ({
  task: "train",
  dataset: "digits",
  model: {
    type: "mlp",
    hidden: [5],
    activation: "relu",
    init: { type: "he" },
    bias: { type: "zeros" },
    output: "softmax",
  },
  train: {
    optimizer: { type: "sgd", learningRate },
    batchSize: 7,
    steps,
    evaluateEvery: 10,
    batches: "with-replacement",
    pixels: "unit",
    weightDecay: 0,
    gradient: "backprop",
    precision: "float64",
  },
});
const jobs = (count: number, steps?: number): TrialJob[] =>
  Array.from({ length: count }, (_, id) => ({
    id,
    config: config(0.1 + id / 10, steps),
    seed: id + 1,
  }));

const untouched = (): ExecutorSignals => ({
  finish: new AbortController().signal,
  stop: new AbortController().signal,
});

async function results(executor: Executor, list: readonly TrialJob[], signals = untouched()) {
  const ended = new Map<number, TrialResult>();
  for await (const event of executor.execute(list, signals)) {
    if (event.type === "ended") ended.set(event.id, { ...event.result, timing: {} });
  }
  return ended;
}

const wasm = () => openKernels("wasm", () => {});

test("plain and wasm kernels, threads and in-process, any number of workers: the same results", async () => {
  const mixed = jobs(6).map((job, i): TrialJob => {
    const { model, train, ...rest } = job.config as Extract<TrialConfig, { task: "train" }>;
    const precision = i % 2 === 0 ? "float32" : "float64";
    const activation = (["relu", "sigmoid", "tanh"] as const)[i % 3]!;
    return {
      ...job,
      config: { ...rest, model: { ...model, activation }, train: { ...train, precision } },
    };
  });
  const expected = await results(new InProcessExecutor(data), mixed);
  expect(expected.size).toBe(6);
  for (const executor of [
    new InProcessExecutor(data, wasm()),
    new ThreadExecutor(1, data),
    new ThreadExecutor(3, data, wasm()),
    new ThreadExecutor(8, data, wasm()),
  ]) {
    const actual = await results(executor, mixed);
    for (const [id, result] of expected) expect(actual.get(id)).toEqual(result);
  }
});

describe.each([
  ["threads", (): Executor => new ThreadExecutor(2, data)],
  ["in-process", (): Executor => new InProcessExecutor(data)],
])("%s", (_, create) => {
  test("no jobs end at once", async () => {
    expect((await results(create(), [])).size).toBe(0);
  });

  test("after `finish` no further trial begins", async () => {
    const finish = new AbortController();
    finish.abort();
    expect((await results(create(), jobs(4), { ...untouched(), finish: finish.signal })).size).toBe(
      0,
    );
  });

  test("a trial that throws fails, with its error; the others go on", async () => {
    const broken = { ...config(0.1), task: "nonsense" } as unknown as TrialConfig;
    const list = [{ id: 0, config: broken, seed: 1 }, ...jobs(3).slice(1)];
    const ended = await results(create(), list);
    expect(ended.get(0)!.status).toBe("failed");
    expect(ended.get(0)!.error).toContain("TypeError");
    expect(ended.get(1)!.status).toBe("complete");
    expect(ended.get(2)!.status).toBe("complete");
  });
});

test("`stop` ends threads in mid-trial", async () => {
  const stop = new AbortController();
  const ended: number[] = [];
  for await (const event of new ThreadExecutor(2, data).execute(jobs(2, 100_000_000), {
    ...untouched(),
    stop: stop.signal,
  })) {
    if (event.type === "ended") ended.push(event.id);
    stop.abort();
  }
  expect(ended).toEqual([]);
});
