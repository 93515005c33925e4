import { z } from "./zod.ts";
import { experiment } from "./experiment.ts";
import { storedNumber } from "./json.ts";
import { datasetRecord, formatVersion, provenance, sweepPoint, trialStatus } from "./trial.ts";

/** A trial as far as others are compared with it. */
export const comparedTrial = z.strictObject({
  sweepPoint,
  seed: z.int(),
  status: trialStatus,
  bits: z.string().describe("hash of all that must come out the same: equal bits, equal hash"),
  metrics: z.record(z.string(), storedNumber),
});
export type ComparedTrial = z.infer<typeof comparedTrial>;

/** What a run is compared with: committed, small, a line a trial. */
export const baseline = z.strictObject({
  formatVersion: z.literal(formatVersion),
  experiment: z.string(),
  config: experiment,
  dataset: datasetRecord,
  provenance,
  trials: z.array(comparedTrial),
});
export type Baseline = z.infer<typeof baseline>;
