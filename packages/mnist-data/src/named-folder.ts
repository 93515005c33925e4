import { checksumOfFacts } from "./checksum.ts";
import type { Facts } from "./facts.ts";
import type { Source } from "./ready-set.ts";
import { findAllFiles } from "./stored-file.ts";
import { keyOfFiles } from "./stored-key.ts";
import { allVerified } from "./verified.ts";

/**
 * The four files of a folder that the user named: all there and exact, or an error.
 * @throws DataError naming the folder or the file, what was expected, what was found; as reading does
 */
export async function namedFolderSource(folder: string, by: string, facts: Facts): Promise<Source> {
  const advice = `put the original there, or leave ${by} away to have mnist fetched`;
  const files = await findAllFiles(folder, advice);
  const notMnist = `${advice}; another set is read by dataset: { type: idx, dir: … }`;
  return {
    key: keyOfFiles(files),
    checksum: checksumOfFacts(facts),
    async read() {
      const { readVerified } = await import("./verify.ts");
      return allVerified((role) => readVerified(files[role], role, facts, notMnist));
    },
  };
}
