import type { z } from "../zod.ts";

/** A number that a trial of a task measures and that claims may be made of. */
export interface Metric {
  readonly says: string;
  /** A fraction is a share of a whole, from 0 to 1; points are a difference of two, as a fraction of 1. */
  readonly unit: "fraction" | "points" | "nats" | "ms" | "1";
  readonly better: "higher" | "lower";
}

/** What there is to know of a task outside the code that executes it. */
export interface TaskDefinition {
  /** What one trial does, but for its seed and the bytes of its data set. */
  readonly config: () => z.ZodObject;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Draws random numbers. One that does not has one trial a sweepPoint, and its values are exact. */
  readonly random: boolean;
}
