import { readSafetensors, type Params } from "@gradlab/models";
import { UserError, artifactName, shown, type Artifact } from "@gradlab/schema";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { ResultStore } from "../results/store.ts";

export interface SavedParams {
  readonly params: Params;
  /** As they are stored. */
  readonly bytes: Uint8Array;
}

/** What a trial of the experiment left beside its file, if it did: its params, or those of some steps. */
export function savedParams(
  root: string,
  experiment: string,
  trialFile: string,
  artifact: Artifact,
): SavedParams | undefined {
  const name = basename(trialFile);
  const bytes = new ResultStore(root, experiment).artifact(name, artifact);
  if (bytes === undefined) return undefined;
  try {
    return { params: readSafetensors(bytes), bytes };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const file = join("results", experiment, "trials", name);
    throw new UserError(
      `cannot read the ${artifact} beside ${file}: ${shown(error.message, 200)}\n${savesThem(experiment)}`,
    );
  }
}

export const hasParams = (root: string, experiment: string, trialFile: string): boolean =>
  existsSync(
    join(root, "results", experiment, "trials", artifactName(basename(trialFile), "params")),
  );

export const savesThem = (experiment: string) =>
  `\`pnpm exp run ${experiment} --save-params\` keeps them`;

/** Of whatever is not of task train. */
export const keepsNone = (what: string, task: string) =>
  `no params: ${what} is of task ${task}; expected task train, which alone keeps them`;
