import { run as runSchema, type Run } from "@gradlab/schema";
import { readStored, type Stored } from "./read-stored.ts";

/** A run file. */
export const readRun = (file: string): Promise<Stored<Run>> => readStored(runSchema, file);
