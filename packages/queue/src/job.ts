import { createHash } from "node:crypto";
import { datasetConfig, trialConfig } from "@gradlab/schema";
import { z } from "zod";

/** What the queue holds of a trial: all that a worker needs to know. */
export const trialOrder = z.strictObject({
  formatVersion: z.literal(1),
  mathVersion: z.string().regex(/^[0-9a-f]{64}$/),
  config: trialConfig,
  seed: z.int(),
  saveParams: z.boolean(),
  dataset: z.strictObject({
    config: datasetConfig.nullable().describe("null: the task needs none"),
    checksum: z.string(),
  }),
  timeoutMs: z.number().positive().nullable(),
});
export type TrialOrder = z.infer<typeof trialOrder>;

/** The same order is the same job, whoever asks for it and how often. */
export function jobIdOf(order: TrialOrder): string {
  const hash = createHash("sha256").update(JSON.stringify(order)).digest("hex");
  return `t${hash.slice(0, 40)}`; // BullMQ takes digits alone for a number of its own
}

/** What a worker tells of a job on the way. */
export const jobNews = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("progress"), step: z.int().min(0) }),
  z.strictObject({ type: z.literal("retried"), error: z.string() }),
  /** The worker cannot execute it, and gave it back for another. */
  z.strictObject({ type: z.literal("refused"), says: z.string() }),
]);
export type JobNews = z.infer<typeof jobNews>;

/** Why a job ended that nobody waits for: a run that does queues it anew. */
export const cancelled = "cancelled";
