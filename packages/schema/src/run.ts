import { z } from "./zod.ts";
import { comparisons, statistics } from "./claim.ts";
import { experiment } from "./experiment.ts";
import { storedNumber } from "./json.ts";
import {
  datasetRecord,
  diagnosis,
  formatVersion,
  provenance,
  sweepPoint,
  table,
  trialStatus,
} from "./trial.ts";

/** By Student's t over seeds, 95 % if nothing else is said; null where fewer than two values are there. */
const interval = z.tuple([z.number(), z.number()]).nullable();

/** A metric over the seeds of one sweepPoint. */
export const summary = z.strictObject({
  sweepPoint,
  metric: z.string(),
  n: z.int().describe("trials with a finite value"),
  missing: z.int().describe("trials without: diverged, failed or not measured"),
  mean: storedNumber,
  sd: storedNumber,
  min: storedNumber,
  max: storedNumber,
  interval,
});
export type Summary = z.infer<typeof summary>;

/** A series' column over the seeds of one sweepPoint, where all seeds have the same steps. */
export const curve = z.strictObject({
  sweepPoint,
  series: z.string(),
  column: z.string(),
  n: z.int(),
  step: z.array(z.number()),
  mean: z.array(storedNumber),
  low: z.array(storedNumber).describe("lower end of the 95 % interval; null when n < 2"),
  high: z.array(storedNumber),
});
export type Curve = z.infer<typeof curve>;

/** A table of one sweepPoint: that of its first complete trial, as an example. */
export const runTable = z.strictObject({
  sweepPoint,
  seed: z.int(),
  table: z.string(),
  columns: table,
});
export type RunTable = z.infer<typeof runTable>;

/** What was diagnosed of a trial. */
export const runDiagnosis = z.strictObject({ sweepPoint, seed: z.int(), ...diagnosis.shape });
export type RunDiagnosis = z.infer<typeof runDiagnosis>;

export const verdictWord = z.enum(["pass", "fail", "inconclusive"]);
export type VerdictWord = z.infer<typeof verdictWord>;

/** One sweepPoint held against a claim. */
export const check = z.strictObject({
  sweepPoint,
  verdict: verdictWord,
  comparison: z.enum(comparisons),
  limit: z.number().nullable().describe("null: none is given for this data set"),
  tolerance: z.number().optional().describe("equals: how far from the limit is still the same"),
  against: sweepPoint.optional().describe("above, below, within: the sweepPoint compared with"),
  value: storedNumber.describe("mean over seeds; with `against`: mean of the paired differences"),
  interval: interval.describe("of the look's confidence; null where there are too few values"),
  confidence: z.number().optional().describe("of the interval; 0.95 where not given"),
  look: z.int().optional().describe("which of the looks, 1 the first: between two seeds are added"),
  looks: z.int().optional().describe("how many looks the claim can get"),
  n: z.int(),
  margin: storedNumber.describe("distance of the value from the limit, positive on the right side"),
  reason: z.string().describe("one sentence"),
});
export type Check = z.infer<typeof check>;

export const verdict = z.strictObject({
  says: z.string(),
  metric: z.string(),
  statistic: z.enum(statistics).default("mean"),
  verdict: verdictWord,
  checks: z.array(check),
});
export type Verdict = z.infer<typeof verdict>;

/** One `exp run`: written last, when all its trials have ended. */
export const run = z.strictObject({
  formatVersion: z.literal(formatVersion),
  experiment: z.string().describe("name of the file in experiments/, without .yaml"),
  command: z.string().describe("what to type to get it again"),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  config: experiment,
  configOrigins: z
    .record(z.string(), z.string())
    .describe("dotted path → file:line:column or the override that set it; the rest are defaults"),
  dataset: datasetRecord,
  standInReason: z.string().optional(),
  trials: z.array(
    z.strictObject({
      key: z.string(),
      file: z.string().describe("name in the trials folder beside"),
      seed: z.int(),
      sweepPoint,
      status: trialStatus,
      error: z.string().optional().describe("of a failed trial: its sentence, without the stack"),
      executed: z.boolean().describe("false: it was there already"),
    }),
  ),
  summaries: z.array(summary),
  curves: z.array(curve),
  tables: z.array(runTable).default([]),
  diagnoses: z.array(runDiagnosis).default([]),
  verdicts: z.array(verdict),
  provenance,
});
export type Run = z.infer<typeof run>;
