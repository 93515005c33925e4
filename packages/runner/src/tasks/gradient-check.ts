import { createRng } from "@gradlab/core";
import { checkGradients, createLayers, drawBatch, Mlp, type TensorCheck } from "@gradlab/models";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const gradientCheckTask: Task<"gradient-check"> = (config, { data, seed, ...context }) => {
  const kernels = context.kernels("float64");
  const rng = createRng(seed);
  const mlp = { ...config.model, inputs: data.train.features, outputs: data.classes };
  const net = new Mlp(
    mlp,
    createLayers(mlp, rng.split("params"), kernels.memory),
    config.batchSize,
    kernels,
  );
  const batch = drawBatch(kernels, data.train, config.batchSize, rng.split("batches"));
  const checks = checkGradients(net, batch, config.h);

  const column = <K extends keyof TensorCheck>(name: K) => checks.map((it) => it[name]);
  const away = column("maxDifferenceAwayFromKinks").filter((it) => it !== null);
  const entries = checks.reduce((sum, it) => sum + it.entries, 0);
  const atKinks = checks.reduce((sum, it) => sum + it.kinkShare * it.entries, 0);
  return completeResult({
    metrics: {
      "gradient.maxDifference": Math.max(...column("maxDifference")),
      "gradient.maxDifferenceAwayFromKinks": away.length === 0 ? null : Math.max(...away),
      "gradient.relativeDifference": Math.max(...column("relativeDifference")),
      "gradient.kinkShare": atKinks / entries,
    },
    tables: {
      tensors: {
        tensor: column("tensor"),
        entries: column("entries"),
        maxDifference: column("maxDifference"),
        relativeDifference: column("relativeDifference"),
        kinkShare: column("kinkShare"),
        maxDifferenceAwayFromKinks: column("maxDifferenceAwayFromKinks").map((it) => it ?? NaN),
      },
    },
  });
};
