import { sha256 } from "./checksum.ts";
import { dataError } from "./data-error.ts";
import { fileNames, largestBytes, roles, type Facts, type Role } from "./facts.ts";
import { inflate } from "./inflate.ts";
import { readStored } from "./stored-file.ts";
import type { VerifiedFile } from "./verified.ts";

/**
 * Checks the bytes of a file or of an answer, compressed or not, and returns the content.
 * `source` is its path or address. All is unpacked up to the size of the set's largest file, not
 * only of this one, so that a file in the place of another is recognised.
 * @throws DataError naming the source, what was expected and what was found
 */
export async function verifyContent(
  stored: Uint8Array,
  role: Role,
  facts: Facts,
  source: string,
  advice: string,
): Promise<Uint8Array> {
  const { sizeBytes, sha256: expectedSum } = facts[role];
  const expected = `${fileNames[role]}, ${sizeBytes} bytes uncompressed with sha256 ${expectedSum}`;
  const content = await inflate(stored, largestBytes(facts), source, { expected, advice });
  const foundSum = sha256(content);
  if (foundSum === expectedSum) return content;
  const other = roles.find((candidate) => facts[candidate].sha256 === foundSum);
  const isWhat = other === undefined ? "" : `, which is ${fileNames[other]}`;
  throw dataError(
    `wrong content: ${source}`,
    `${expected}\n  found ${content.length} bytes with sha256 ${foundSum}${isWhat}`,
    advice,
  );
}

/** Reads a file of the set and checks it. @throws DataError as verifyContent */
export async function readVerified(
  path: string,
  role: Role,
  facts: Facts,
  advice: string,
): Promise<VerifiedFile> {
  const stored = await readStored(path, mostStoredBytes(facts), advice);
  const content = await verifyContent(stored, role, facts, path, advice);
  return { content, storedSum: sha256(stored) };
}

/** A bound for files and answers: gzip of what cannot be compressed adds less than a hundredth. */
export function mostStoredBytes(facts: Facts): number {
  return Math.ceil(largestBytes(facts) * 1.01) + 65_536;
}
