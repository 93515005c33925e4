import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { createRng } from "@gradlab/core";
import {
  countChanged,
  createLayers,
  Mlp,
  namedParams,
  readNpz,
  readSafetensors,
  readSplit,
  setParams,
  trainPlainly,
  writeNpz,
  writeSafetensors,
  type Params,
} from "@gradlab/models";
import type { TrialConfig } from "@gradlab/schema";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

type Source = Extract<TrialConfig, { task: "evaluate" }>["params"];

const training = { batchSize: 100, learningRate: 0.1 };

export const evaluateTask: Task<"evaluate"> = (config, { data, seed, ...context }) => {
  const kernels = context.kernels("float64");
  const rng = createRng(seed);
  const mlp = { ...config.model, inputs: data.train.features, outputs: data.classes };
  const layers = createLayers(mlp, rng.split("params"), kernels.memory);
  if ("file" in config.params) {
    setParams(layers, loadParams(config.params));
  } else {
    const learner = new Mlp(mlp, layers, training.batchSize, kernels);
    const plan = { ...training, steps: config.params.trainSteps };
    trainPlainly(learner, data.train, plan, rng.split("batches"));
  }

  const params = namedParams(layers);
  const fromNpz = readNpz(writeNpz(params));
  const fromSafetensors = readSafetensors(writeSafetensors(params));
  const changed = countChanged(params, fromNpz) + countChanged(params, fromSafetensors);

  setParams(layers, fromNpz);
  const { accuracy, loss } = readSplit(new Mlp(mlp, layers, config.batchSize, kernels), data.test);
  return completeResult({
    metrics: { "test.accuracy": accuracy, "test.loss": loss, "params.changed": changed },
  });
};

const readers: Record<string, (bytes: Uint8Array) => Params> = {
  ".npz": readNpz,
  ".safetensors": readSafetensors,
};

function loadParams({ file, sha256 }: Extract<Source, { file: string }>): Params {
  const path = resolve(file);
  const ending = extname(path);
  const read = Object.hasOwn(readers, ending) ? readers[ending] : undefined;
  if (read === undefined) {
    throw new RangeError(`unknown kind of params file: ${file}; expected .npz or .safetensors`);
  }
  const bytes = bytesOf(path);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== undefined && found !== sha256) {
    throw new RangeError(`wrong params file: ${file} has sha256 ${found}; expected ${sha256}`);
  }
  return read(bytes);
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`params file unreadable: ${path} (${reason}); expected W1, b1, … in it`, {
      cause: error,
    });
  }
}
