import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { failureCode } from "./data-error.ts";
import type { LoadOptions } from "./data-set.ts";

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
  onNotice: LoadOptions["onNotice"],
): Promise<boolean> {
  try {
    await store(path, bytes);
    return true;
  } catch (error) {
    onNotice?.(`the cache folder cannot be written (${failureCode(error)}): ${dirname(path)}`);
    return false;
  }
}
