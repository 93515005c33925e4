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
} from "@gradlab/models";
import { readParamsFile } from "../experiment/params-file.ts";
import { paramsOf } from "../experiment/params-fit.ts";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

const training = { batchSize: 100, learningRate: 0.1 };

export const evaluateTask: Task<"evaluate"> = (config, { data, seed, ...context }) => {
  const kernels = context.kernels("float64");
  const rng = createRng(seed);
  const mlp = { ...config.model, inputs: data.train.features, outputs: data.classes };
  const layers = createLayers(mlp, rng.split("params"), kernels.memory);
  if ("file" in config.params) {
    setParams(layers, paramsOf(config.params.file, readParamsFile(config.params)));
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
