import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DataError, failureCode } from "./data-error.ts";
import type { LoadOptions } from "./data-set.ts";
import type { Facts, Role } from "./facts.ts";
import { findFiles, type Found } from "./stored-file.ts";
import type { VerifiedFile } from "./verified.ts";
import { readVerified } from "./verify.ts";

type Notice = LoadOptions["onNotice"];

/** The cached files by role; none where the folder is not there or cannot be read. */
export async function cachedFiles(folder: string): Promise<Found> {
  return findFiles(folder).catch(() => ({}));
}

/**
 * A cached file that is good, or undefined if it is broken: it is then set aside under a name of
 * its own, for whoever wants to know what happened, and `onNotice` told.
 */
export async function readCached(
  path: string,
  role: Role,
  facts: Facts,
  onNotice: Notice,
): Promise<VerifiedFile | undefined> {
  try {
    return await readVerified(path, role, facts, "it is set aside and replaced");
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const problem = error.message.split("\n", 1)[0];
    const aside = `${path}.broken`;
    const done = await rename(path, aside).then(
      () => `set aside as ${basename(aside)}`,
      (failure: unknown) => `not set aside (${failureCode(failure)})`,
    );
    onNotice?.(`broken file in the cache, ${done}: ${problem}`);
    return undefined;
  }
}

/**
 * Writes a file so that it is there whole or not at all: under a name that no other process uses,
 * synced, then renamed.
 * @throws the system's error if the folder cannot be written
 */
export async function store(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** As store, but a folder that cannot be written is only a notice. Returns whether it was stored. */
export async function storeIfPossible(
  path: string,
  bytes: Uint8Array,
  onNotice: Notice,
): Promise<boolean> {
  try {
    await store(path, bytes);
    return true;
  } catch (error) {
    onNotice?.(`the cache folder cannot be written (${failureCode(error)}): ${dirname(path)}`);
    return false;
  }
}
