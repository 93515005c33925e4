import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { JsonValue, SweepPoint, TrialConfig } from "@gradlab/schema";

/** All that a trial's result depends on, and nothing else. */
export interface TrialIdentity {
  readonly config: TrialConfig;
  readonly seed: number;
  readonly datasetChecksum: string;
  readonly mathVersion: string;
}

/** sha256 over the identity as canonical JSON. The data set counts by its bytes, not by its name. */
export function trialKey({ config, seed, datasetChecksum, mathVersion }: TrialIdentity): string {
  const { dataset: _, ...rest } = config as TrialConfig & { dataset?: unknown };
  const text = canonicalize({ config: rest, seed, datasetChecksum, mathVersion })!;
  return createHash("sha256").update(text).digest("hex");
}

/** `learningRate-0.1-s2-1a2b3c4d.json` */
export function trialFileName(point: SweepPoint, seed: number, key: string): string {
  const slug = Object.entries(point)
    .map(([path, value]) => slugOf(`${path.split(".").at(-1)}-${textOf(value)}`))
    .join("-");
  return `${slug.slice(0, 120) || "trial"}-s${seed}-${key.slice(0, 8)}.json`;
}

const textOf = (value: JsonValue) => (typeof value === "string" ? value : JSON.stringify(value));

/** Only what every file system and shell takes as it is. */
function slugOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9.]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "");
}
