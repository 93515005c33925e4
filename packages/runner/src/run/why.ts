import type { Trial, TrialConfig } from "@gradlab/schema";
import { changedKeys, type ChangedKey } from "../experiment/changed-keys.ts";
import { sameJson } from "../experiment/same-json.ts";
import { mathVersion } from "../results/math-version.ts";
import type { PlannedTrial } from "./planned-trials.ts";

interface Change {
  readonly from: string;
  readonly to: string;
}

/** Why a planned trial is executed, or is not. */
export type Cause =
  | { readonly kind: "stored" }
  /** No trial of its sweepPoint and seed is there. */
  | { readonly kind: "new" }
  /** One is there, and failed: it is tried again. */
  | { readonly kind: "failed" }
  | {
      readonly kind: "changed";
      readonly config: readonly ChangedKey[];
      readonly data?: Change;
      readonly math?: Change;
    };

/** What differs from the stored trial that is nearest: fewest changes, the first of equals. */
export function causeOf(
  { key, point, seed }: PlannedTrial,
  datasetChecksum: string,
  stored: readonly Trial[],
): Cause {
  const same = stored.find((it) => it.key === key);
  if (same) return { kind: same.status === "failed" ? "failed" : "stored" };
  const changes = stored
    .filter((it) => it.seed === seed && sameJson(it.sweepPoint, point.sweepPoint))
    .map((it) => {
      const data = { from: it.dataset.checksum, to: datasetChecksum };
      const math = { from: it.provenance.mathVersion, to: mathVersion() };
      return {
        kind: "changed" as const,
        config: changedKeys(withoutDataset(it.config), withoutDataset(point.config)),
        ...(data.from !== data.to && { data }),
        ...(math.from !== math.to && { math }),
      };
    });
  const count = (it: (typeof changes)[number]) =>
    it.config.length + (it.data ? 1 : 0) + (it.math ? 1 : 0);
  return changes.toSorted((a, b) => count(a) - count(b))[0] ?? { kind: "new" };
}

/** A data set counts by its bytes, not by its name. */
function withoutDataset(config: TrialConfig): unknown {
  const { dataset: _, ...rest } = config as TrialConfig & { dataset?: unknown };
  return rest;
}
