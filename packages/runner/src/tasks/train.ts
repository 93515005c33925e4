import { train } from "@gradlab/models/training";
import { diagnose } from "../diagnose/index.ts";
import type { Task } from "./execute-trial.ts";
import { pictureTables } from "./pictures.ts";
import { completeResult } from "./result.ts";

export const trainTask: Task<"train"> = (config, { data, seed, kernels, progress, trained }) => {
  const outcome = train(config, data, seed, { now: () => performance.now(), kernels, progress });
  trained(outcome.params);
  const pictures = outcome.divergence ? {} : pictureTables(config, outcome.params, data, kernels);
  return {
    ...completeResult({ ...outcome, tables: { ...outcome.tables, ...pictures } }),
    status: outcome.divergence ? "diverged" : "complete",
    fingerprints: outcome.fingerprints.map(({ step, tensors }) => ({
      step,
      tensors: { ...tensors },
    })),
    diagnoses: diagnose(config, outcome, {
      classes: data.classes,
      trainSamples: Math.min(data.train.count, config.train.samples ?? Infinity),
    }),
    timing: outcome.timing,
  };
};
