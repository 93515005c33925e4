import type { TrialResult } from "@gradlab/schema";
import { changedKeys } from "../experiment/changed-keys.ts";

/** Where two executions of one trial part. */
export type Difference =
  | {
      readonly kind: "params";
      /** The first recorded step after which a param has other bits. */
      readonly step: number;
      readonly tensors: readonly string[];
      /** The last recorded step before it; 0 where there is none. */
      readonly equalAt: number;
    }
  | { readonly kind: "value"; readonly path: string; readonly from: unknown; readonly to: unknown };

/** All of a result that must be the same bits; timing need not. */
export type Reproducible = Pick<
  TrialResult,
  "status" | "metrics" | "series" | "tables" | "fingerprints" | "diagnoses"
>;

/** The first difference of what was stored from what came again; undefined where there is none. */
export function firstDifference(stored: Reproducible, again: Reproducible): Difference | undefined {
  let equalAt = 0;
  for (const [i, { step, tensors }] of stored.fingerprints.entries()) {
    const other = again.fingerprints[i];
    const differing = Object.keys(tensors).filter((it) => tensors[it] !== other?.tensors[it]);
    if (differing.length > 0) return { kind: "params", step, tensors: differing, equalAt };
    equalAt = step;
  }
  const [first] = changedKeys(reproducible(stored), reproducible(again));
  return first && { kind: "value", ...first };
}

/** The part of a trial that must come out the same. */
export const reproducible = ({
  status,
  metrics,
  series,
  tables,
  fingerprints,
  diagnoses,
}: Reproducible): Reproducible => ({ status, metrics, series, tables, fingerprints, diagnoses });
