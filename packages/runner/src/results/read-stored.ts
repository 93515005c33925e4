import { statSync, readFileSync } from "node:fs";
import { UserError, fileTrouble, parseStored } from "@gradlab/schema";

/** Far beyond what a run with its curves takes; a larger file is none of ours. */
const mostBytes = 256_000_000;

/**
 * The value of a stored file, or what is wrong with it in one sentence.
 * @param shown how a message names the file
 * @throws UserError if it may be a good one: only a newer gradlab can read it, or this user may not
 */
export function readStored<T>(
  schema: Parameters<typeof parseStored<T>>[0],
  path: string,
  shown: string,
): { readonly value: T } | { readonly problem: string } {
  let text: string;
  try {
    const facts = statSync(path);
    // A pipe would be waited for without end.
    if (!facts.isFile()) return { problem: "not a regular file" };
    if (facts.size > mostBytes) {
      return { problem: `too large: ${facts.size} bytes; expected at most ${mostBytes}` };
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { problem: "no such file" };
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(`cannot read ${shown}: ${trouble}`);
  }
  const parsed = parseStored(schema, text);
  if (parsed.problem === undefined) return parsed;
  if (parsed.newer) throw new UserError(`${shown} was ${parsed.problem}`);
  return parsed;
}
