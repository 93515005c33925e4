import type { Run, Summary, SweepPoint } from "@gradlab/schema";
import { perRun } from "./per-run.ts";
import { pointKey } from "./points.ts";

const named = (metric: string, point: SweepPoint) => `${metric} ${pointKey(point)}`;
const index = perRun(
  ({ summaries }) => new Map(summaries.map((it) => [named(it.metric, it.sweepPoint), it])),
);

/** The summary of a metric at a sweepPoint. */
export const summaryOf = (run: Run, metric: string, point: SweepPoint): Summary | undefined =>
  index(run).get(named(metric, point));
