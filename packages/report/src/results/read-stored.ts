import { fileTrouble, parseStored } from "@gradlab/schema";
import { readFile } from "node:fs/promises";

/** A validated value, or one sentence on what is wrong with its file. */
export type Stored<Value> =
  | { readonly value: Value; readonly problem?: never }
  | { readonly value?: never; readonly problem: string };

export async function readStored<Value>(
  schema: Parameters<typeof parseStored<Value>>[0],
  file: string,
): Promise<Stored<Value>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    return { problem: trouble };
  }
  const parsed = parseStored(schema, text);
  return parsed.problem === undefined ? { value: parsed.value } : { problem: parsed.problem };
}
