import { fileTrouble, run as runSchema, type Run } from "@gradlab/schema";
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
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { problem: `not JSON: ${(error as Error).message}` };
  }
  const parsed = runSchema.safeParse(json);
  if (parsed.success) return { run: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue!.path.join(".") || "top level"}: ${issue!.message}` };
}
