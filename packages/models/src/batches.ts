import type { Rng } from "@gradlab/core";

/** Overwrites all of `samples` with the numbers of the next batch. */
export type NextBatch = (samples: Uint32Array) => void;

export const batchOrders = {
  /** Each sample of a batch is drawn from all: an epoch's worth of steps sees 63.2 % of them. */
  "with-replacement": (count: number, rng: Rng): NextBatch => {
    return (samples) => {
      for (let b = 0; b < samples.length; b++) samples[b] = rng.below(count);
    };
  },
  /** As they stand in the file, epoch after epoch. */
  "in-order": (count: number): NextBatch => {
    let next = 0;
    return (samples) => {
      for (let b = 0; b < samples.length; b++) {
        samples[b] = next;
        next = (next + 1) % count;
      }
    };
  },
  /** In a new order each epoch; a batch that an epoch's end cuts goes on with the next epoch. */
  shuffled: (count: number, rng: Rng): NextBatch => {
    const order = Uint32Array.from({ length: count }, (_, n) => n);
    let next = count;
    return (samples) => {
      for (let b = 0; b < samples.length; b++) {
        if (next === count) {
          shuffle(order, rng);
          next = 0;
        }
        samples[b] = order[next++]!;
      }
    };
  },
} as const;
export type BatchOrder = keyof typeof batchOrders;

/** Fisher and Yates: every order is as likely. */
function shuffle(order: Uint32Array, rng: Rng): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}
