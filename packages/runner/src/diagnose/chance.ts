import { percent, short, type Diagnose } from "./contract.ts";

const near = 0.05;

/** The net learns something, but not what the test split asks. */
export const chanceWhileLossFalls: Diagnose = (recorded) => {
  const { firstLoss, lastLoss } = recorded;
  if (!atChance(recorded) || !learnsSomething(recorded)) return undefined;
  return {
    code: "chance-while-loss-falls",
    says: `the loss fell from ${short(firstLoss)} to ${short(lastLoss)} while the test accuracy stayed at chance: do labels belong to their images, and are class numbers and one-hot rows told apart?`,
    evidence: {
      firstLoss,
      lastLoss,
      testAccuracy: accuracyOf(recorded),
      chance: chanceOf(recorded),
    },
  };
};

/** Nothing was learned at all. */
export const staysAtChance: Diagnose = (recorded) => {
  const { firstLoss, lastLoss, epochs } = recorded;
  if (!atChance(recorded) || learnsSomething(recorded) || epochs < 1) return undefined;
  return {
    code: "stays-at-chance",
    says: `the net reads ${percent(accuracyOf(recorded))} of the test split, no more than guessing: its loss went from ${short(firstLoss)} to ${short(lastLoss)}`,
    evidence: {
      firstLoss,
      lastLoss,
      testAccuracy: accuracyOf(recorded),
      chance: chanceOf(recorded),
    },
  };
};

/**
 * Less than guessing costs, not just less than a start that was worse than guessing; and in the end still
 * there: a net that died on the way reads its own train split no better than chance.
 */
const learnsSomething = (it: Recorded) =>
  it.lastLoss < 0.97 * Math.min(it.firstLoss, it.guessingLoss) &&
  (it.outcome.metrics["train.accuracy"] ?? 1) > chanceOf(it) + near;

type Recorded = Parameters<Diagnose>[0];

const accuracyOf = ({ outcome }: Recorded) => outcome.metrics["test.accuracy"] ?? 1;
const chanceOf = ({ classes }: Recorded) => 1 / classes;
const atChance = (it: Recorded) => it.classes > 2 && accuracyOf(it) <= chanceOf(it) + near;
