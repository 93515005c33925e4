import { writeNpz } from "@gradlab/models";
import { UserError, type Run } from "@gradlab/schema";
import { basename, join } from "node:path";
import { pointLabel } from "../terminal/format.ts";
import type { TrialEntry } from "./newest-run.ts";
import { savedParams, savesThem } from "./saved-params.ts";

export interface ParamsFiles {
  /** As they were saved. */
  readonly safetensors: Uint8Array;
  /** The same numbers as numpy reads them. */
  npz(): Uint8Array;
}

/** The params that the one trial among these entries left. */
export function paramsOfOne(
  root: string,
  { experiment }: Run,
  entries: readonly TrialEntry[],
): ParamsFiles {
  const [entry] = entries;
  if (entries.length !== 1 || entry === undefined) {
    throw new UserError(
      `more than one trial: ${entries.length} of ${experiment}; expected one for its params\n` +
        `\`${choosing(experiment, entries)}\` chooses one`,
    );
  }
  const saved = savedParams(root, experiment, entry.file, "params");
  if (saved === undefined) {
    const file = join("results", experiment, "trials", basename(entry.file));
    throw new UserError(`no params saved beside ${file}\n${savesThem(experiment)}`);
  }
  return { safetensors: saved.bytes, npz: () => writeNpz(saved.params) };
}

/** What to add to choose the first of the trials. */
function choosing(experiment: string, [first]: readonly TrialEntry[]): string {
  const label = first === undefined ? "" : pointLabel(first.sweepPoint);
  const point = label === "" ? "" : ` --point '${label}'`;
  return `pnpm exp export ${experiment}${point} --seed ${first?.seed ?? 1}`;
}
