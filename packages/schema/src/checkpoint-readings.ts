import { z } from "./zod.ts";

/** Beside the params in a file of checkpoints, as text under `checkpoints`: what was measured at each of these steps, in ascending order. */
export const checkpointReadings = z.array(
  z.object({ step: z.int().positive(), testAccuracy: z.number() }),
);
export type CheckpointReadings = z.infer<typeof checkpointReadings>;
