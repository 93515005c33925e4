import { z } from "./zod.ts";
import { jsonValue } from "./json.ts";

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

export const comparisons = ["atLeast", "atMost", "equals", "above", "below", "within"] as const;
export type Comparison = (typeof comparisons)[number];

export const statistics = ["mean", "median"] as const;

/** A statement that the experiment must bear out, judged over the seeds of each sweepPoint meant. */
export const claimAbout = (metricNames: readonly string[]) =>
  z
    .strictObject({
      says: z.string().min(1).describe("the claim as a reader would make it"),
      metric: z.enum(metricNames),
      statistic: z
        .enum(statistics)
        .default("mean")
        .describe("of the seeds; the median where single trials may go astray"),
      where: where.optional(),
      atLeast: limit.optional(),
      atMost: limit.optional(),
      equals: z
        .strictObject({ value: limit, tolerance: z.number().min(0) })
        .optional()
        .describe("a published figure, and how far from it is still the same"),
      above: other.optional(),
      below: other.optional(),
      within: other.optional().describe("no further than `by` from it, to either side"),
    })
    .refine((it) => comparisons.filter((name) => it[name] !== undefined).length === 1, {
      error: `expected exactly one of ${comparisons.join(", ")}`,
    });

export type Claim = z.infer<ReturnType<typeof claimAbout>>;
