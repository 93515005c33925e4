import { createRng } from "@gradlab/core";
import { sparseImages, type TrainingData } from "@gradlab/models";
import { isToySet, type Executor, type TrialConfig, type TrialResult } from "@gradlab/schema";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadData } from "../src/data.ts";
import { openKernels } from "../src/executor/kernels.ts";
import { experimentFile, experimentNames } from "../src/experiment/catalogue.ts";
import { resolve } from "../src/experiment/resolve.ts";
import { readSource } from "../src/experiment/source.ts";
import { InProcessExecutor } from "../src/index.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** 30 images of 784 pixels, a fifth of them ink, brightest where their class says. */
function images(): TrainingData {
  const rng = createRng(7);
  const labels = Uint8Array.from({ length: 30 }, (_, n) => n % 10);
  const pixels = Uint8Array.from({ length: 30 * 784 }, (_, i) => {
    const isOwn = Math.floor((i % 784) / 78) === labels[Math.floor(i / 784)];
    return rng.uniform() < (isOwn ? 0.8 : 0.1) ? 1 + rng.below(255) : 0;
  });
  const split = sparseImages(pixels, labels);
  return { train: split, test: split, classes: 10 };
}

/** The config with so few steps, units and params that it takes no time. */
function shortened(config: TrialConfig): TrialConfig {
  switch (config.task) {
    case "train":
      return {
        ...config,
        model: { ...config.model, hidden: config.model.hidden.map((units) => Math.min(units, 12)) },
        train: {
          ...config.train,
          batchSize: Math.min(config.train.batchSize, 5),
          steps: 4,
          evaluateEvery: 3,
        },
      };
    case "evaluate":
      return { ...config, params: { trainSteps: 2 } };
    case "objective":
      return { ...config, steps: 2, params: 5, batchSize: 10 };
    case "activations":
      return { ...config, samples: 10 };
    case "gradient-check":
      return { ...config, model: { ...config.model, hidden: [7, 5] }, batchSize: 5 };
    default:
      return config;
  }
}

async function results(executor: Executor, configs: readonly TrialConfig[]) {
  const signals = { finish: new AbortController().signal, stop: new AbortController().signal };
  const found: TrialResult[] = [];
  const jobs = configs.map((config, id) => ({ id, config, seed: 1 }));
  for await (const event of executor.execute(jobs, signals)) {
    if (event.type === "ended") found[event.id] = { ...event.result, timing: {} };
  }
  return found;
}

const onImages = images();
const host = { onNotice: () => {}, onProgress: () => {} };

test.each(experimentNames(root))(
  "%s: the reference and the wasm kernels give the same trials, bit for bit",
  async (name) => {
    const { points, experiment } = resolve(name, readSource(root, experimentFile(root, name)));
    const configs = points.map(({ config }) => shortened(config));
    const set = "dataset" in experiment ? experiment.dataset : undefined;
    const isSmall = set === undefined || isToySet(set);
    const data = isSmall ? await (await loadData(set, host)).training() : onImages;
    const expected = await results(new InProcessExecutor(data), configs);
    const wasm = openKernels("wasm", () => {});
    const found = await results(new InProcessExecutor(data, wasm), configs);
    expect(found).toEqual(expected);
    for (const { status, error } of expected) {
      expect(error).toBeUndefined();
      expect(status).not.toBe("failed");
    }
  },
);
