import { UserError, fileTrouble, parseStored } from "@gradlab/schema";
import { readRegular } from "./read-regular.ts";

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
  const bytes = bytesOf(path, shown);
  if (typeof bytes === "string") return { problem: bytes };
  const parsed = parseStored(schema, bytes.toString("utf8"));
  if (parsed.problem === undefined) return parsed;
  if (parsed.newer) throw new UserError(`${shown} was ${parsed.problem}`);
  return parsed;
}

function bytesOf(path: string, shown: string): Buffer | string {
  try {
    return readRegular(path, mostBytes);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(`cannot read ${shown}: ${trouble}`);
  }
}
