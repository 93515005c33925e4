import { parseStored, trial as trialSchema, type Trial } from "@gradlab/schema";
import { readFile } from "node:fs/promises";

/** A validated trial file; undefined where there is none, or none that can be read. */
export async function readTrial(file: string): Promise<Trial | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = parseStored(trialSchema, text);
  return parsed.problem === undefined ? parsed.value : undefined;
}
