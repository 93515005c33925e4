import { fileTrouble, parseStored, run as runSchema, type Run } from "@gradlab/schema";
import { readFile } from "node:fs/promises";

/** A validated run file, or one sentence on what is wrong with it. */
export async function readRun(
  file: string,
): Promise<{ run: Run; problem?: never } | { run?: never; problem: string }> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    return { problem: trouble };
  }
  const parsed = parseStored(runSchema, text);
  return parsed.problem === undefined ? { run: parsed.value } : { problem: parsed.problem };
}
