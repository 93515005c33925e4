import { join } from "node:path";
import { assemble } from "./assemble.ts";
import { cachedFiles, readCached, storeIfPossible } from "./cache.ts";
import { checksumOfFacts, sha256 } from "./checksum.ts";
import type { DataSet, LoadOptions } from "./data-set.ts";
import { digitsFacts, seeds, writers } from "./digits-facts.ts";
import { drawDigits, side } from "./digits/draw.ts";
import { fileNames, roles, type Contents, type Role } from "./facts.ts";
import { encodeIdx } from "./idx.ts";
import { digitsCache } from "./places.ts";

export const drawnOrigin = "drawn by gradlab";

/** The drawn digits: from the cache folder if they are there and exact, else drawn and stored. */
export async function loadDigits(
  options: Pick<LoadOptions, "environment" | "onNotice">,
): Promise<DataSet> {
  const folder = digitsCache(options.environment);
  const cached = await readAll(folder, options.onNotice);
  const contents = cached ?? drawAll();
  if (!cached) {
    for (const role of roles) {
      const path = join(folder, fileNames[role]);
      // One notice about the folder is enough.
      if (!(await storeIfPossible(path, contents[role], options.onNotice))) break;
    }
  }
  const checksum = checksumOfFacts(digitsFacts);
  return { name: "digits", checksum, origin: drawnOrigin, ...assemble(contents) };
}

async function readAll(
  folder: string,
  onNotice: LoadOptions["onNotice"],
): Promise<Contents | undefined> {
  const files = await cachedFiles(folder);
  const contents: Partial<Record<Role, Uint8Array>> = {};
  for (const role of roles) {
    const path = files[role];
    const content = path && (await readCached(path, role, digitsFacts, onNotice));
    if (!content) return undefined;
    contents[role] = content;
  }
  return contents as Record<Role, Uint8Array>;
}

/**
 * Draws both splits: about a second of computing.
 * @throws Error if they are not what they are on every other machine, which would be a bug
 */
export function drawAll(): Contents {
  const train = drawDigits(seeds.train, writers.train);
  const test = drawDigits(seeds.test, writers.test);
  const contents = {
    trainImages: encodeIdx([train.labels.length, side, side], train.images),
    trainLabels: encodeIdx([train.labels.length], train.labels),
    testImages: encodeIdx([test.labels.length, side, side], test.images),
    testLabels: encodeIdx([test.labels.length], test.labels),
  };
  for (const role of roles) {
    const sum = sha256(contents[role]);
    const wanted = digitsFacts[role].sha256;
    if (sum !== wanted) throw new Error(`drawn ${role} have sha256 ${sum}, expected ${wanted}`);
  }
  return contents;
}
