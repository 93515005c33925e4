import { readFileSync } from "node:fs";
import { trial as trialSchema, type Trial } from "@gradlab/schema";
import { trialKey } from "../results/key.ts";
import { readStored } from "../results/read-stored.ts";
import type { TrialFile } from "./trial-files.ts";

/** The trial of a file from elsewhere, or what is wrong with it: nothing that it says is taken on trust. */
export function readTrial({ path, name, experiment }: TrialFile): Trial | string {
  const read = readStored(trialSchema, path, path);
  if ("problem" in read) return read.problem;
  const trial = read.value;
  if (trial.experiment !== experiment) {
    return `a trial of ${trial.experiment.slice(0, 60)}; expected one of ${experiment}, as its folder says`;
  }
  if (!name.endsWith(`-s${trial.seed}-${trial.key.slice(0, 8)}.json`)) {
    return `named otherwise than its seed ${trial.seed} and key ${trial.key.slice(0, 8)}`;
  }
  const { config, seed, dataset, provenance } = trial;
  const key = trialKey({
    // As it is written: a later gradlab fills in settings that there were not when the key was made.
    config: (JSON.parse(readFileSync(path, "utf8")) as { config: typeof config }).config,
    seed,
    datasetChecksum: dataset.checksum,
    mathVersion: provenance.mathVersion,
  });
  return key === trial.key ? trial : "its key is not that of its config, seed, data and math";
}
