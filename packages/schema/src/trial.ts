import { z } from "./zod.ts";
import { jsonValue, storedNumber } from "./json.ts";
import { trialConfig } from "./tasks/index.ts";

export const formatVersion = 1;

export const sweepPoint = z
  .record(z.string(), jsonValue)
  .describe("swept path → the value chosen, in the order of the axes");
export type SweepPoint = z.infer<typeof sweepPoint>;

export const datasetRecord = z.strictObject({
  name: z.string(),
  checksum: z.string().describe("sha256 over the uncompressed contents"),
  trainSamples: z.int(),
  testSamples: z.int(),
  standsInFor: z.string().optional().describe("the data set asked for and not to be had"),
});
export type DatasetRecord = z.infer<typeof datasetRecord>;

/** Columns of one length; `recorded` is the length before thinning. */
export const series = z.strictObject({
  recorded: z.int(),
  columns: z.record(z.string(), z.array(storedNumber)),
});
export type Series = z.infer<typeof series>;

/** Columns of one length for a chart: a curve, a path, a histogram. Not averaged over seeds. */
export const table = z.record(z.string(), z.array(z.union([storedNumber, z.string()])));
export type Table = z.infer<typeof table>;

export const diagnosis = z.strictObject({
  code: z.string().describe("stable name, for programs"),
  says: z.string().describe("one sentence, for people"),
  evidence: z.record(z.string(), jsonValue),
});
export type Diagnosis = z.infer<typeof diagnosis>;

/** Where and with what a result was made; apart from the result, which does not depend on it. */
export const provenance = z.strictObject({
  gradlab: z.string(),
  node: z.string(),
  os: z.string(),
  gitCommit: z.string().nullable(),
  gitDirty: z.boolean().nullable(),
  mathVersion: z.string().describe("hash of what core and models execute"),
  createdAt: z.iso.datetime(),
});
export type Provenance = z.infer<typeof provenance>;

/** The bits of a trial's params after a step, hashed: tells where two executions part. */
export const fingerprint = z.strictObject({
  step: z.int(),
  tensors: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/)),
});
export type Fingerprint = z.infer<typeof fingerprint>;

export const trialStatus = z.enum(["complete", "diverged", "failed"]);
export type TrialStatus = z.infer<typeof trialStatus>;

/** What a trial found out: all of it the same bits on every machine, but for `timing`. */
export const trialResult = z.strictObject({
  status: trialStatus,
  metrics: z.record(z.string(), storedNumber),
  series: z.record(z.string(), series),
  tables: z.record(z.string(), table).default({}),
  fingerprints: z.array(fingerprint).default([]),
  diagnoses: z.array(diagnosis),
  error: z.string().optional().describe("of a failed trial"),
  timing: z.record(z.string(), z.number()).describe("durations in ms: durationMs, stepMs …"),
});
export type TrialResult = z.infer<typeof trialResult>;

/** One execution, one config, one seed: an immutable file of its own. */
export const trial = z.strictObject({
  formatVersion: z.literal(formatVersion),
  experiment: z.string(),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  status: trialResult.shape.status,
  sweepPoint,
  seed: z.int(),
  config: trialConfig,
  dataset: datasetRecord,
  metrics: trialResult.shape.metrics,
  series: trialResult.shape.series,
  tables: trialResult.shape.tables,
  fingerprints: trialResult.shape.fingerprints,
  diagnoses: trialResult.shape.diagnoses,
  error: trialResult.shape.error,
  provenance,
  timing: trialResult.shape.timing,
});
export type Trial = z.infer<typeof trial>;
