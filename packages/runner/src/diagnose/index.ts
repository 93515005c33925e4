import { log } from "@gradlab/core/training";
import type { TrainOutcome } from "@gradlab/models";
import type { Diagnosis } from "@gradlab/schema";
import { chanceWhileLossFalls, staysAtChance } from "./chance.ts";
import type { Diagnose, Recorded } from "./contract.ts";
import { deadOutputs, deadRelu, saturated, symmetricInit, vanishingGradient } from "./layers.ts";
import { initialLoss, learningRateTooLarge, learningRateTooSmall, mean } from "./loss.ts";

/** Divergence first, then causes before their effects. */
const all: readonly Diagnose[] = [
  learningRateTooLarge,
  symmetricInit,
  initialLoss,
  saturated,
  vanishingGradient,
  deadRelu,
  deadOutputs,
  learningRateTooSmall,
  chanceWhileLossFalls,
  staysAtChance,
];

/** What went wrong in a training trial, told from what it recorded; nothing of a healthy one. */
export function diagnose(
  config: Recorded["config"],
  outcome: TrainOutcome,
  data: { readonly classes: number; readonly trainSamples: number },
): Diagnosis[] {
  const losses = outcome.series["loss"]!["loss"]!;
  const recorded = {
    config,
    outcome,
    classes: data.classes,
    guessingLoss: guessingLoss(config.model.output, data.classes),
    firstLoss: losses[0]!,
    lastLoss: mean(losses.slice(-Math.ceil(losses.length / 10))),
    epochs: (losses.length * config.train.batchSize) / data.trainSamples,
  };
  return all.flatMap((it) => it(recorded) ?? []);
}

/** −ln(1/C); of the quadratic cost ½(1 − 1/C), where every output is 1/C. */
function guessingLoss(output: "softmax" | "sigmoid", classes: number): number {
  return { softmax: log(classes), sigmoid: (1 - 1 / classes) / 2 }[output];
}
