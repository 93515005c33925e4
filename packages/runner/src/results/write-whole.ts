import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Files } from "./files.ts";

/**
 * A file that has all its bytes, on the disk, or is not there: written under another name in the same
 * folder, synced and renamed. What a killed process leaves under such a name `isUnfinished`.
 */
export async function writeWhole(
  files: Files,
  path: string,
  data: string | Uint8Array,
): Promise<void> {
  const unfinished = `${path}.${randomBytes(4).readUInt32BE()}`;
  const file = await files.create(unfinished);
  try {
    try {
      await file.write(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(unfinished, path);
  } catch (error) {
    await files.remove(unfinished).catch(() => {});
    throw error;
  }
}

/** Tells now whether a folder takes files, rather than after the first hour of training. */
export async function probeFolder(files: Files, folder: string): Promise<void> {
  const path = join(folder, `${probe}${randomBytes(4).toString("hex")}`);
  await writeWhole(files, path, "gradlab\n");
  await files.remove(path);
}

const probe = ".writable-";

/** Whether a name is one that lasts no longer than its process. */
export const isUnfinished = (name: string) =>
  /\.(json|safetensors)\.\d+$/.test(name) || name.startsWith(probe);
