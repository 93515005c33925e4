import { writeNpz } from "@gradlab/models";
import { UserError, type Run } from "@gradlab/schema";
import { basename, join } from "node:path";
import { choosing } from "../terminal/choosing.ts";
import type { TrialEntry } from "./newest-run.ts";
import { hasParams, keepsNone, savedParams, savesThem } from "./saved-params.ts";

export interface ParamsFiles {
  /** As they were saved. */
  readonly safetensors: Uint8Array;
  /** The same numbers as numpy reads them. */
  npz(): Uint8Array;
}

/** The params that the one trial among these entries left. */
export function paramsOfOne(
  root: string,
  { experiment, config }: Run,
  entries: readonly TrialEntry[],
): ParamsFiles {
  if (config.task !== "train") throw new UserError(keepsNone(experiment, config.task));
  const [entry] = entries;
  if (entries.length !== 1 || entry === undefined) {
    const kept = entries.filter(({ file }) => hasParams(root, experiment, file));
    if (kept.length === 0) {
      throw new UserError(
        `no params saved: by none of ${entries.length} trials of ${experiment}\n${savesThem(experiment)}`,
      );
    }
    throw new UserError(
      `more than one trial: ${entries.length} of ${experiment}; expected one for its params\n` +
        `\`${choosing("export", experiment, kept)}\` chooses one`,
    );
  }
  const saved = savedParams(root, experiment, entry.file, "params");
  if (saved === undefined) {
    const file = join("results", experiment, "trials", basename(entry.file));
    throw new UserError(`no params saved beside ${file}\n${savesThem(experiment)}`);
  }
  return { safetensors: saved.bytes, npz: () => writeNpz(saved.params) };
}
