import { readNumber, withinRange } from "@gradlab/schema";
import type { Run, SweepPoint } from "@gradlab/schema";
import { measured, unitOf } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { sweepPoints } from "../sweep/points.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { statusesOf, troubleOf } from "../sweep/statuses.ts";

/** One metric of one sweepPoint, ready to be drawn; mean is null where no trial measured it. */
export interface ResponseRow {
  readonly sweepPoint: SweepPoint;
  readonly name: string;
  readonly split: string;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly meanText: string;
  readonly intervalText: string;
  readonly trouble: string;
}

const mostRows = 60;

/** As many sweepPoints as rows of a chart can show. */
export const rowPoints = (run: Run): SweepPoint[] => sweepPoints(run).slice(0, mostRows);

/** Says that there are more. */
export function moreNote(run: Run): string {
  const all = sweepPoints(run).length;
  return all > mostRows ? `The first ${mostRows} of ${all.toLocaleString("en-US")}.` : "";
}

/** Summaries of some metrics as rows, in the order of the sweepPoints. */
export function responseRows(
  run: Run,
  metrics: Readonly<Record<string, string>>,
  points = sweepPoints(run),
): ResponseRow[] {
  const names = pointNames(run);
  return points.flatMap((point) =>
    Object.entries(metrics).flatMap(([metric, split]) => {
      const summary = summaryOf(run, metric, point);
      const stored = summary === undefined ? null : readNumber(summary.mean);
      const mean = stored !== null && Number.isFinite(stored) ? stored : null;
      const interval = mean === null ? null : (summary?.interval ?? null);
      const [low, high] = interval === null ? [null, null] : withinRange(metric, interval);
      const unit = unitOf(metric);
      const n = summary?.n ?? 0;
      return {
        sweepPoint: point,
        name: names.full(point),
        split,
        mean,
        low,
        high,
        n,
        meanText: measured(summary?.mean ?? null, unit),
        intervalText:
          low === null || high === null
            ? n === 1
              ? "none: one seed"
              : "none"
            : `${measured(low, unit)} to ${measured(high, unit)} (${n} seeds, Student’s t)`,
        trouble: troubleOf(statusesOf(run, point)),
      };
    }),
  );
}

/** What an axis of accuracies must hold: means and intervals, as far as accuracies go. */
export function accuracyExtent(
  rows: readonly Pick<ResponseRow, "mean" | "low" | "high">[],
): number[] {
  const values = rows.flatMap(({ mean, low, high }) => [mean, low, high]);
  const measuredValues = values.filter((it) => it !== null);
  return measuredValues.length === 0
    ? [0, 1]
    : measuredValues.map((it) => Math.min(1, Math.max(0, it)));
}

/** Whether accuracies belong to the task at all, be it that no trial came so far. */
export const measuresAccuracy = (run: Run): boolean =>
  run.config.task === "train" ||
  run.summaries.some(({ metric }) => metric === "test.accuracy" || metric === "train.accuracy");
