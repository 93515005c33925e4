import { z } from "zod";
import { jsonValue } from "./json.ts";
import { metricNames } from "./metrics.ts";

const where = z
  .record(z.string(), jsonValue)
  .describe("the sweepPoints meant: swept path → value; left out: all of them");

const limit = z
  .union([z.number(), z.record(z.string(), z.number())])
  .describe("one number, or one for each data set by name: { mnist: 0.965, digits: 0.95 }");

const other = z.strictObject({
  where: where.describe("the one sweepPoint compared with"),
  by: z
    .number()
    .min(0)
    .default(0)
    .describe("the difference that must at least be there; within: that may be there"),
});

export const comparisons = ["atLeast", "atMost", "above", "below", "within"] as const;
export type Comparison = (typeof comparisons)[number];

/** A statement that the experiment must bear out, judged over the seeds of each sweepPoint meant. */
export const claim = z
  .strictObject({
    says: z.string().min(1).describe("the claim as a reader would make it"),
    metric: z.enum(metricNames),
    where: where.optional(),
    atLeast: limit.optional(),
    atMost: limit.optional(),
    above: other.optional(),
    below: other.optional(),
    within: other.optional().describe("no further than `by` from it, to either side"),
  })
  .refine((it) => comparisons.filter((name) => it[name] !== undefined).length === 1, {
    error: `expected exactly one of ${comparisons.join(", ")}`,
  });

export type Claim = z.infer<typeof claim>;
