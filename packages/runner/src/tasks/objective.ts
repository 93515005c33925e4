import { createRng } from "@gradlab/core";
import {
  createLayers,
  drawBatch,
  Mlp,
  objectiveGradient,
  objectiveScan,
  trainPlainly,
} from "@gradlab/models";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const objectiveTask: Task<"objective"> = (config, { data, seed, ...context }) => {
  const kernels = context.kernels("float64");
  const rng = createRng(seed);
  const mlp = { ...config.model, inputs: data.train.features, outputs: data.classes };
  const net = new Mlp(
    mlp,
    createLayers(mlp, rng.split("params"), kernels.memory),
    config.batchSize,
    kernels,
  );
  trainPlainly(net, data.train, config, rng.split("batches"));

  const batch = drawBatch(kernels, data.train, config.batchSize, rng.split("objective batch"));
  const name = config.objective;
  const slopes = objectiveGradient(net, batch, name, config.params, rng.split("moved params"));
  const scan = objectiveScan(net, batch, name);
  return completeResult({
    metrics: {
      "objective.zeroShare": slopes.filter((it) => it === 0).length / slopes.length,
      "objective.values": new Set(scan["value"]).size,
    },
    tables: { scan },
  });
};
