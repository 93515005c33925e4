import { train } from "@gradlab/models";
import { diagnose } from "../diagnose/index.ts";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const trainTask: Task<"train"> = (config, { data, seed, kernels, progress, trained }) => {
  const outcome = train(config, data, seed, { now: () => performance.now(), kernels, progress });
  trained(outcome.params);
  return {
    ...completeResult(outcome),
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
