import type { Facts } from "./facts.ts";

/** Writers whose hands are seen in training, and other writers to be judged by; 50 digits each. */
export const writers = { train: 1200, test: 200 } as const;

/** Seeds of the two streams of random numbers. */
export const seeds = { train: 1, test: 2 } as const;

/** What the drawn files are on every machine. */
export const digitsFacts: Facts = {
  trainImages: {
    sizeBytes: 47_040_016,
    sha256: "112015e8ffe29de1631645a46e503c3cd0771b2aa62c229309a26012f9199983",
  },
  trainLabels: {
    sizeBytes: 60_008,
    sha256: "670719a31f5bf95534aa4121d9349dfd8f8b227d41cd846d08850fb5d4be285b",
  },
  testImages: {
    sizeBytes: 7_840_016,
    sha256: "455dcf820e70456c7bb33764c4db483047e5ecb470200a85a41db849d2b7070e",
  },
  testLabels: {
    sizeBytes: 10_008,
    sha256: "9761efed04ce445e7a9ac0158521cce94053b923126d49d7c9b2c0bd998497fd",
  },
};
