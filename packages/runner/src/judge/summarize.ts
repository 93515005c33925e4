import {
  readNumber,
  storeNumber,
  type Curve,
  type RunTable,
  type Summary,
  type Trial,
} from "@gradlab/schema";
import { statistics } from "./interval.ts";
import { metricOf, type PointTrials } from "./point-trials.ts";

/** Every metric of every sweepPoint over its seeds. */
export function summaries(points: readonly PointTrials[]): Summary[] {
  return points.flatMap(({ sweepPoint, trials }) => {
    const names = new Set(
      trials.flatMap((trial) => [
        ...Object.keys(trial.metrics),
        ...Object.keys(trial.timing).map((name) => `timing.${name}`),
      ]),
    );
    return [...names].map((metric): Summary => {
      const values = trials
        .map((trial) => metricOf(trial, metric))
        .filter((value) => value !== undefined);
      const counts = { n: values.length, missing: trials.length - values.length };
      if (values.length === 0) {
        return {
          sweepPoint,
          metric,
          ...counts,
          mean: null,
          sd: null,
          min: null,
          max: null,
          interval: null,
        };
      }
      const { mean, sd, min, max, interval } = statistics(values);
      return { sweepPoint, metric, ...counts, mean, sd, min, max, interval };
    });
  });
}

/** Each series' columns over the seeds of a sweepPoint, where the seeds were measured at the same steps. */
export function curves(points: readonly PointTrials[]): Curve[] {
  return points.flatMap(({ sweepPoint, trials }) => {
    const complete = trials.filter((trial) => trial.status === "complete");
    const first = complete[0];
    if (first === undefined) return [];
    return Object.entries(first.series).flatMap(([series, { columns }]) => {
      const all = complete.map((trial) => trial.series[series]?.columns);
      const steps = JSON.stringify(columns["step"]);
      if (all.some((it) => it === undefined || JSON.stringify(it["step"]) !== steps)) return [];
      return Object.keys(columns)
        .filter((column) => column !== "step")
        .map((column) =>
          curve(
            { sweepPoint, series, column },
            columns["step"]!.map(Number),
            all.map((it) => it![column]!),
          ),
        );
    });
  });
}

/** The tables of each sweepPoint's first trial: charts show one example, not a mean of pictures. */
export function exampleTables(
  points: readonly PointTrials[],
  tablesOf: (trial: Trial) => Trial["tables"],
): RunTable[] {
  return points.flatMap(({ sweepPoint, trials }) => {
    const example = trials.find(({ status }) => status === "complete") ?? trials[0];
    if (example === undefined) return [];
    const { seed } = example;
    return Object.entries(tablesOf(example)).map(([table, columns]) => ({
      sweepPoint,
      seed,
      table,
      columns,
    }));
  });
}

function curve(
  name: Pick<Curve, "sweepPoint" | "series" | "column">,
  step: number[],
  seeds: readonly Trial["series"][string]["columns"][string][],
): Curve {
  const rows = step.map((_, i) => {
    const values = seeds
      .map((values) => readNumber(values[i] ?? null))
      .filter((value) => value !== null);
    return values.length === seeds.length ? statistics(values) : undefined;
  });
  return {
    ...name,
    n: seeds.length,
    step,
    mean: rows.map((row) => storeNumber(row?.mean ?? null)),
    low: rows.map((row) => storeNumber(row?.interval?.[0] ?? null)),
    high: rows.map((row) => storeNumber(row?.interval?.[1] ?? null)),
  };
}
