import { crossEntropyError, meanSquaredError, tensor } from "@gradlab/core";
import type { TrialConfig } from "@gradlab/schema";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

type LossName = Extract<TrialConfig, { task: "loss" }>["loss"];
type LossOf = (probabilities: readonly number[], label: number) => number;

/** Either loss told the target both ways: as a class number, and as a one-hot row. */
const losses: Record<LossName, { byClass: LossOf; byRow: LossOf }> = {
  "cross-entropy": {
    byClass: (y, label) => crossEntropyError(tensor(y), label),
    byRow: (y, label) => crossEntropyError(tensor(y), tensor(oneHot(y, label))),
  },
  "mean-squared-error": {
    byClass: squaredErrorOfClass,
    byRow: (y, label) => meanSquaredError(tensor(y), tensor(oneHot(y, label))),
  },
};

export const lossTask: Task<"loss"> = ({ loss: name, probabilities, label }) => {
  const classes = probabilities.length;
  if (label >= classes) {
    throw new RangeError(`label out of range: ${label}; expected 0 to ${classes - 1}`);
  }
  const { byClass, byRow } = losses[name];
  const value = byClass(probabilities, label);
  const right = Array.from({ length: 200 }, (_, i) => 0.001 + (0.999 * i) / 199);
  const evenly = (p: number) =>
    probabilities.map((_, c) => (c === label ? p : (1 - p) / (classes - 1)));
  return completeResult({
    metrics: {
      "loss.value": value,
      "loss.oneHotDifference": Math.abs(value - byRow(probabilities, label)),
    },
    tables: {
      curve: { probability: right, loss: right.map((p) => byClass(evenly(p), label)) },
      prediction: {
        class: probabilities.map((_, c) => c),
        probability: probabilities,
        target: oneHot(probabilities, label),
      },
    },
  });
};

function oneHot(y: readonly number[], label: number): number[] {
  return y.map((_, c) => (c === label ? 1 : 0));
}

/** ½ Σ (y − t)², t 1 at the label and else 0. */
function squaredErrorOfClass(y: readonly number[], label: number): number {
  return y.reduce((sum, it, c) => sum + (c === label ? (it - 1) * (it - 1) : it * it), 0) / 2;
}
