import type { Facts } from "./facts.ts";

/** Writers whose hands are seen in training, and other writers to be judged by; 100 digits each. */
export const writers = { train: 600, test: 100 } as const;

/** Seeds of the two streams of random numbers. */
export const seeds = { train: 1, test: 2 } as const;

/** What the drawn files are on every machine. When a drawing changes, `digitsVersion` goes up too. */
export const digitsFacts: Facts = {
  trainImages: { sizeBytes: 47_040_016, sha256: "?" },
  trainLabels: { sizeBytes: 60_008, sha256: "?" },
  testImages: { sizeBytes: 7_840_016, sha256: "?" },
  testLabels: { sizeBytes: 10_008, sha256: "?" },
};
