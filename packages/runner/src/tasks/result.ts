import type { TrialResult } from "@gradlab/schema";
import { storeNumber } from "@gradlab/schema/without-zod";
import { toSeries } from "../results/thin.ts";

/** What a task found, in numbers as they are. */
export interface Findings {
  readonly metrics: Readonly<Record<string, number | null>>;
  /** Columns over steps; long ones are thinned. */
  readonly series?: Readonly<Record<string, Record<string, number[]>>>;
  /** Columns for a chart. */
  readonly tables?: Readonly<Record<string, Record<string, ArrayLike<number | string>>>>;
}

/** Findings as a complete trial stores them. */
export function completeResult({ metrics, series = {}, tables = {} }: Findings): TrialResult {
  return {
    status: "complete",
    metrics: mapValues(metrics, storeNumber),
    series: mapValues(series, toSeries),
    tables: mapValues(tables, (columns) =>
      mapValues(columns, (values) =>
        Array.from(values, (value) => (typeof value === "string" ? value : storeNumber(value))),
      ),
    ),
    fingerprints: [],
    diagnoses: [],
    timing: {},
  };
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  f: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}
