import { createRng } from "@gradlab/core";
import { activationSpread, type LayerSpread } from "@gradlab/models";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const activationsTask: Task<"activations"> = (config, { seed, kernels }) => {
  const { layers, histogram } = activationSpread(config, createRng(seed), kernels("float64"));
  const [first, last] = [layers[0]!, layers.at(-1)!];
  const column = (name: keyof LayerSpread) => layers.map((it) => it[name]);
  return completeResult({
    metrics: {
      "activations.lastStd": last.std,
      "activations.lastOverFirst": first.std === 0 ? null : last.std / first.std,
      "activations.saturatedShare": last.saturatedShare,
      "activations.zeroShare": last.zeroShare,
    },
    tables: {
      layers: {
        layer: column("layer"),
        mean: column("mean"),
        std: column("std"),
        zeroShare: column("zeroShare"),
        saturatedShare: column("saturatedShare"),
      },
      histogram,
    },
  });
};
