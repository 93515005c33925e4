import { z } from "zod";
import { claim } from "./claim.ts";
import { datasetConfig, modelConfig, trainConfig } from "./config.ts";
import { jsonValue } from "./json.ts";

const valueList = z.array(jsonValue).min(1, { error: "empty sweep: expected at least one value" });

const range = z
  .strictObject({
    from: z.number(),
    to: z.number(),
    count: z.int().min(2).max(10_000),
    scale: z.enum(["linear", "log"]).default("linear"),
  })
  .refine((it) => it.scale === "linear" || (it.from > 0 && it.to > 0), {
    error: "a log scale needs from and to above 0",
  });

/** Axes multiply; the lists under `zip` run side by side as one axis. */
const sweep = z
  .object({
    zip: z
      .record(z.string(), valueList)
      .optional()
      .describe("several paths that vary together, lists of one length"),
  })
  .catchall(z.union([valueList, range]));

const seedCount = z.int().min(1).max(10_000);

const question = {
  title: z.string().min(1),
  question: z.string().min(1).describe("what the experiment is to answer"),
  source: z.string().min(1).optional().describe("book and chapter"),
  sweep: sweep.default({}).describe("dotted path → list, or { from, to, count, scale }"),
  seeds: seedCount.default(3).describe("5 means the seeds 1 to 5"),
  maxSeeds: seedCount.optional().describe("how far inconclusive claims may add seeds (10)"),
  claims: z.array(claim).default([]),
};

const trainExperiment = z.strictObject({
  ...question,
  task: z.literal("train"),
  dataset: datasetConfig,
  model: modelConfig,
  train: trainConfig,
});

/** A file in `experiments/`: a declared question. */
export const experiment = z.discriminatedUnion("task", [trainExperiment]);

export type Experiment = z.infer<typeof experiment>;
export type Sweep = z.infer<typeof sweep>;
