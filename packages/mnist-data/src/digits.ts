import { checksumOfFacts, sha256 } from "./checksum.ts";
import type { DataSet, LoadOptions } from "./data-set.ts";
import { digitsFacts, seeds, writers } from "./digits-facts.ts";
import { drawDigits, side } from "./digits/draw.ts";
import { roles, type Contents } from "./facts.ts";
import { encodeIdx } from "./idx.ts";
import { readySet } from "./ready-set.ts";

export const drawnOrigin = "drawn by gradlab";

/** What their ready file is made from: nothing but what they are known to be. */
export const digitsKey = checksumOfFacts(digitsFacts);

/** The drawn digits: as their ready file has them if it is there and exact, else drawn. */
export async function loadDigits(environment: LoadOptions["environment"]): Promise<DataSet> {
  const source = {
    key: digitsKey,
    checksum: digitsKey,
    read: () => Promise.resolve({ contents: drawAll(), key: digitsKey }),
  };
  return { name: "digits", origin: drawnOrigin, ...(await readySet(source, environment)) };
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
