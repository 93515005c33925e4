import { trial as trialSchema, type Trial } from "@gradlab/schema";
import { readStored } from "./read-stored.ts";

/** A validated trial file; undefined where there is none, or none that can be read. */
export const readTrial = async (file: string): Promise<Trial | undefined> =>
  (await readStored(trialSchema, file)).value;
