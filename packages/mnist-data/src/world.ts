import { mnistFacts, mnistMirrors, type Facts } from "./facts.ts";

/** How long to wait for a mirror, in milliseconds. */
export interface Patience {
  /** Until it answers at all, over all mirrors together. */
  readonly answerMs: number;
  /** Between two pieces of the body. */
  readonly stallMs: number;
  /** For a whole file, however steadily it drips. */
  readonly fileMs: number;
}

/** What the real world has; tests put a small one in its place. */
export interface World {
  readonly facts: Facts;
  readonly mirrors: readonly string[];
  readonly patience: Patience;
}

export const realWorld: World = {
  facts: mnistFacts,
  mirrors: mnistMirrors,
  patience: { answerMs: 5_000, stallMs: 15_000, fileMs: 600_000 },
};
