import type { CsvCell, Run } from "@gradlab/schema";
import { readNumber, valueName } from "@gradlab/schema";
import { statusesOf } from "../sweep/statuses.ts";
import { summaryOf } from "../sweep/summaries.ts";
import { sweepPoints } from "../sweep/points.ts";
import type { Rows } from "./chart-rows.ts";

/** A row for each sweepPoint: what was swept, how its trials ended, every metric that was measured. */
export function summaryRows(run: Run): Rows {
  const points = sweepPoints(run);
  const paths = [...new Set(points.flatMap((point) => Object.keys(point)))];
  const measured = run.summaries.filter(({ n }) => n > 0);
  const metrics = [...new Set(measured.map(({ metric }) => metric))].map((metric) => ({
    metric,
    seeded: measured.some((it) => it.metric === metric && it.n > 1),
  }));
  const columns = metrics.flatMap(({ metric, seeded }) =>
    seeded ? ["", " sd", " low", " high"].map((ending) => `${metric}${ending}`) : [metric],
  );
  return {
    columns: [...paths, "trials", "diverged", "failed", ...columns],
    rows: points.map((point) => {
      const { trials, diverged, failed } = statusesOf(run, point);
      return [
        ...paths.map((path) => cellOf(point[path])),
        trials,
        diverged.length,
        failed.length,
        ...metrics.flatMap(({ metric, seeded }): CsvCell[] => {
          const { mean = null, sd = null, interval } = summaryOf(run, metric, point) ?? {};
          const [low = null, high = null] = interval ?? [];
          return (seeded ? [mean, sd, low, high] : [mean]).map(numberOf);
        }),
      ];
    }),
  };
}

const numberOf = (stored: Parameters<typeof readNumber>[0]): CsvCell => readNumber(stored);

const cellOf = (value: Parameters<typeof valueName>[0] | undefined): CsvCell => {
  if (value === undefined) return null;
  return typeof value === "number" || typeof value === "boolean" ? value : valueName(value);
};
