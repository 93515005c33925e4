import { roles, type Contents, type Facts, type Role } from "./facts.ts";
import { findAllFiles } from "./stored-file.ts";
import { readVerified } from "./verify.ts";

/**
 * The four files of a folder that the user named: all there and exact, or an error.
 * @throws DataError naming the folder or the file, what was expected, what was found
 */
export async function readNamedFolder(folder: string, by: string, facts: Facts): Promise<Contents> {
  const advice = `put the original there, or leave ${by} away to have mnist fetched`;
  const files = await findAllFiles(folder, advice);
  const notMnist = `${advice}; another set is read by dataset: { type: idx, dir: … }`;
  const contents: Partial<Record<Role, Uint8Array>> = {};
  for (const role of roles) {
    contents[role] = await readVerified(files[role], role, facts, notMnist);
  }
  return contents as Record<Role, Uint8Array>;
}
