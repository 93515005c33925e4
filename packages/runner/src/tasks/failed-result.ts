import type { TrialResult } from "@gradlab/schema";

/** What is stored of a trial that threw. */
export function failedResult(error: unknown): TrialResult {
  return {
    status: "failed",
    metrics: {},
    series: {},
    tables: {},
    fingerprints: [],
    diagnoses: [],
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    timing: {},
  };
}
