import { readSafetensors, writeNpz } from "@gradlab/models";
import { UserError, shown, type Run } from "@gradlab/schema";
import { basename, join } from "node:path";
import { ResultStore } from "../results/store.ts";
import { pointLabel } from "../terminal/format.ts";
import type { TrialEntry } from "./newest-run.ts";

export interface SavedParams {
  /** As they were saved. */
  readonly safetensors: Uint8Array;
  /** The same numbers as numpy reads them. */
  npz(): Uint8Array;
}

/** The params that the one trial among these entries left. */
export function savedParams(
  root: string,
  { experiment }: Run,
  entries: readonly TrialEntry[],
): SavedParams {
  const [entry] = entries;
  if (entries.length !== 1 || entry === undefined) {
    throw new UserError(
      `more than one trial: ${entries.length} of ${experiment}; expected one for its params\n` +
        `\`${choosing(experiment, entries)}\` chooses one`,
    );
  }
  const file = join("results", experiment, "trials", basename(entry.file));
  const safetensors = new ResultStore(root, experiment).artifact(basename(entry.file), "params");
  const next = `\`pnpm exp run ${experiment} --save-params\` keeps them`;
  if (safetensors === undefined) throw new UserError(`no params saved beside ${file}\n${next}`);
  try {
    const params = readSafetensors(safetensors);
    return { safetensors, npz: () => writeNpz(params) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(`cannot read the params beside ${file}: ${shown(error.message)}\n${next}`);
  }
}

/** What to add to choose the first of the trials. */
function choosing(experiment: string, [first]: readonly TrialEntry[]): string {
  const label = first === undefined ? "" : pointLabel(first.sweepPoint);
  const point = label === "" ? "" : ` --point '${label}'`;
  return `pnpm exp export ${experiment}${point} --seed ${first?.seed ?? 1}`;
}
