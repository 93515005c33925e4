import { short, type Diagnose } from "./contract.ts";

const tooHigh = 3;

/** The loss stops being a number, or leaves three times its start behind. */
export const learningRateTooLarge: Diagnose = ({ outcome, firstLoss }) => {
  const { divergence, series } = outcome;
  if (divergence !== undefined) {
    const { step, tensor } = divergence;
    return {
      code: "learning-rate-too-large",
      says: `the loss stopped being a number at step ${step}; ${tensor} was the first tensor to: a smaller learning rate keeps it finite`,
      evidence: { step, tensor, firstLoss },
    };
  }
  const losses = series["loss"]!["loss"]!;
  const at = losses.reduce((best, loss, i) => (loss > losses[best]! ? i : best), 0);
  if (losses[at]! <= tooHigh * firstLoss) return undefined;
  const step = series["loss"]!["step"]![at]!;
  return {
    code: "learning-rate-too-large",
    says: `the loss rose from ${short(firstLoss)} to ${short(losses[at]!)} at step ${step}: a smaller learning rate would lower it`,
    evidence: { step, firstLoss, largestLoss: losses[at]! },
  };
};

/** After two epochs and more the loss is still high and still falling as fast as before. */
export const learningRateTooSmall: Diagnose = ({ outcome, firstLoss, lastLoss, epochs }) => {
  const losses = outcome.series["loss"]!["loss"]!;
  if (epochs < 2 || outcome.divergence !== undefined || losses.length < 100) return undefined;
  const tenth = Math.floor(losses.length / 10);
  const middle = mean(losses.slice(5 * tenth, 6 * tenth));
  const fall = firstLoss - lastLoss;
  const isHigh = lastLoss > 0.4 * firstLoss;
  const isFalling = fall > 0.02 * firstLoss && middle - lastLoss > 0.25 * fall;
  if (!isHigh || !isFalling) return undefined;
  return {
    code: "learning-rate-too-small",
    says: `after ${short(epochs)} epochs the loss has come from ${short(firstLoss)} to ${short(lastLoss)} and falls on: a larger learning rate, or more steps, would use the time better`,
    evidence: { epochs, firstLoss, lossHalfway: middle, lastLoss },
  };
};

/** Worse than guessing by far before a single step. */
export const initialLoss: Diagnose = ({ config, guessingLoss, firstLoss, classes }) => {
  if (config.model.output !== "softmax") return undefined;
  if (!(firstLoss > 2 * guessingLoss)) return undefined;
  return {
    code: "initial-loss-too-high",
    says: `the first loss was ${short(firstLoss)}, where guessing among ${classes} classes costs ${short(guessingLoss)}: the initial weights, or the inputs, are too large`,
    evidence: { firstLoss, expected: guessingLoss },
  };
};

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
