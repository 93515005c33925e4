import { resolve } from "node:path";
import { sha256 } from "./checksum.ts";
import { dataError } from "./data-error.ts";
import type { DataSet, LoadOptions } from "./data-set.ts";
import { parseIdx, readIdxHeader } from "./idx.ts";
import { inflate, inflateHead } from "./inflate.ts";
import { readySet } from "./ready-set.ts";
import { findAllFiles, readStored } from "./stored-file.ts";
import { keyOfFiles } from "./stored-key.ts";
import { allVerified, type VerifiedFile } from "./verified.ts";

/** A file that says it is larger is refused: beyond any set of this kind that is known. */
const mostBytes = 2 ** 31;

const advice = "put four files in MNIST's format there, under MNIST's names, .gz or not";

/**
 * Another set in MNIST's format, such as Fashion-MNIST, known by its own checksum only.
 * @throws DataError naming the folder or the file, if they are no such four files
 */
export async function loadOwnFolder(
  dir: string,
  { environment, onNotice }: Pick<LoadOptions, "environment" | "onNotice">,
): Promise<DataSet> {
  const folder = resolve(dir);
  const files = await findAllFiles(folder, advice);
  const source = {
    key: keyOfFiles(files),
    read: () => allVerified((role) => readContent(files[role])),
  };
  const set = await readySet(source, environment);
  if (set.classes > 10) {
    onNotice?.(`labels go up to ${set.classes - 1}: a model for them has more than 10 classes`);
  }
  return { name: "idx", origin: folder, ...set };
}

/** Unpacks no more than the file's own header promises, and that only within reason. */
async function readContent(path: string): Promise<VerifiedFile> {
  const stored = await readStored(path, mostBytes, advice);
  const head = inflateHead(stored);
  // Nothing to be had from the first bytes: let unpacking say what is wrong with them.
  const { totalBytes } = head.length > 0 ? readIdxHeader(head, path) : { totalBytes: 0 };
  const expected = `${totalBytes} bytes, as its header says`;
  if (totalBytes > mostBytes) {
    throw dataError(
      `too large, ${totalBytes} bytes: ${path}`,
      `at most ${mostBytes} bytes`,
      advice,
    );
  }
  const content = await inflate(stored, Math.max(1, totalBytes), path, { expected, advice });
  parseIdx(content, path);
  return { content, storedSum: sha256(stored) };
}
