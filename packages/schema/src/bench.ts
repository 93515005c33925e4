import { z } from "./zod.ts";
import { formatVersion } from "./trial.ts";

/** Values in the order they were measured, with median and quartiles. */
export const measurement = z.strictObject({
  median: z.number(),
  q1: z.number(),
  q3: z.number(),
  values: z.array(z.number()),
});
export type Measurement = z.infer<typeof measurement>;

/** What a measurement is to reach: of the ratio to a peer, or of gradlab's own value. */
export const benchGoal = z.strictObject({
  of: z.enum(["ratio", "value"]),
  better: z.enum(["higher", "lower"]),
  required: z.number(),
  aim: z.number(),
});
export type BenchGoal = z.infer<typeof benchGoal>;

/** One thing that is measured, beside a peer where one does the same. */
export const benchComparison = z.strictObject({
  part: z.string(),
  what: z.string(),
  unit: z.string(),
  value: measurement,
  peer: z.strictObject({ name: z.string(), value: measurement }).optional(),
  ratio: measurement
    .optional()
    .describe("how many times as good as the peer, pair by pair, whatever the unit"),
  goal: benchGoal.optional(),
});
export type BenchComparison = z.infer<typeof benchComparison>;

export const costAxes = ["batch", "width", "depth", "samples", "trials"] as const;

/** How a cost grows along one axis, for one who bears it. */
export const cost = z.strictObject({
  axis: z.enum(costAxes),
  /** What is done: a step, an evaluation, a sweep. */
  what: z.string(),
  unit: z.string(),
  who: z.string(),
  points: z.array(
    z.strictObject({
      at: z.number().describe("the place on the axis"),
      value: measurement,
      gflops: z.number().optional().describe("arithmetic done a second, in 10⁹ operations"),
    }),
  ),
});
export type Cost = z.infer<typeof cost>;

/** Where the time of one training step goes. */
export const stepProfile = z.strictObject({
  what: z.string(),
  stepMicroseconds: z.number(),
  kernels: z.array(
    z.strictObject({
      kernel: z.string().describe("`rest` is what no kernel takes"),
      calls: z.number().describe("in one step"),
      microseconds: z.number().describe("in one step"),
    }),
  ),
});
export type StepProfile = z.infer<typeof stepProfile>;

/** What one `pnpm bench` leaves. */
export const bench = z.strictObject({
  formatVersion: z.literal(formatVersion),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  command: z.string(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.int(),
    os: z.string(),
    node: z.string(),
    numpy: z.string().nullable().describe("null: no python3 with numpy"),
    pinned: z.boolean().describe("whether one core was kept for what runs on one"),
    loadAverage: z.number().describe("of the last minute, at the start"),
    simdGflops: z.number().nullable().describe("128-bit float32 arithmetic of one core, measured"),
  }),
  gradlab: z.strictObject({ version: z.string(), gitCommit: z.string().nullable() }),
  comparisons: z.array(benchComparison),
  costs: z.array(cost),
  profiles: z.array(stepProfile),
});
export type Bench = z.infer<typeof bench>;
