import { z } from "./zod.ts";
import { chapters } from "./chapters.ts";
import { claimAbout } from "./claim.ts";
import { jsonValue } from "./json.ts";
import { metricNames } from "./metrics.ts";
import { byTask, eachOnce, unionOf } from "./tasks/by-task.ts";
import { configOf, taskNames, tasks, type TaskName, type TrialConfig } from "./tasks/index.ts";

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
const chapterNumbers = Object.keys(chapters).map(Number);

/** What every experiment has beside the settings of its task. */
const question = (task: TaskName) => ({
  title: z.string().min(1),
  question: z.string().min(1).describe("what the experiment is to answer"),
  source: z.string().min(1).optional().describe("book and chapter"),
  chapter: z
    .literal(chapterNumbers)
    .optional()
    .describe("of Deep Learning from Scratch, for the order of `exp list`"),
  sweep: sweep.default({}).describe("dotted path → list, or { from, to, count, scale }"),
  seeds: seedCount
    .max(tasks[task].random ? 10_000 : 1)
    .default(tasks[task].random ? 3 : 1)
    .describe("5 means the seeds 1 to 5; just 1 where a task draws no random numbers"),
  maxSeeds: seedCount.optional().describe("how far inconclusive claims may add seeds (10)"),
  claims: z.array(claimAbout(metricNames(task))).default([]),
});

const experimentOf = eachOnce((task: TaskName) =>
  z.strictObject({ ...question(task), ...configOf(task).shape }),
);

type Question = z.infer<z.ZodObject<ReturnType<typeof question>>>;

/** A file in `experiments/`: a declared question. */
export type Experiment = Question & TrialConfig;
export type Sweep = z.infer<typeof sweep>;

export const experiment = byTask<Experiment, TaskName>(taskNames, experimentOf);

/** The same for whoever looks into it and checks nothing. */
export const wholeExperiment = () => unionOf(taskNames, experimentOf);

/** The config of an experiment's trials, before its sweep. */
export function baseConfig(it: Experiment): TrialConfig {
  const keys = Object.keys(configOf(it.task).shape) as (keyof TrialConfig)[];
  const entries = keys.map((key) => [key, it[key]] as const);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  ) as unknown as TrialConfig;
}
