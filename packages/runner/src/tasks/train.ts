import { train } from "@gradlab/models";
import { storeNumber, type TrialConfig } from "@gradlab/schema";
import { toSeries } from "../results/thin.ts";
import type { Task } from "./execute-trial.ts";

export const trainTask: Task<Extract<TrialConfig, { task: "train" }>> = (
  config,
  seed,
  data,
  progress,
) => {
  const outcome = train(config, data, seed, { now: () => performance.now(), progress });
  const { divergence } = outcome;
  return {
    status: divergence ? "diverged" : "complete",
    metrics: mapValues(outcome.metrics, storeNumber),
    series: mapValues(outcome.series, toSeries),
    diagnoses: divergence
      ? [
          {
            code: "non-finite-loss",
            says: `the loss stopped being a number at step ${divergence.step}; ${divergence.tensor} was the first tensor to`,
            evidence: divergence,
          },
        ]
      : [],
    timing: outcome.timing,
  };
};

function mapValues<A, B>(record: Record<string, A>, f: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}
