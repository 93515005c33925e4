import { UserError, fileTrouble } from "@gradlab/schema/mistake";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";

/** The name that stands for standard output. */
export const standardOutput = "-";

/** A file that has all its bytes, or is as it was before; with the folders it is in. */
export async function writeExport(path: string, bytes: Uint8Array): Promise<void> {
  try {
    makeFolder(dirname(path));
    const there = statSync(path, { throwIfNoEntry: false });
    // A pipe or a device is written to: a file of its name would take its place.
    if (there && !there.isFile() && !there.isDirectory()) writeFileSync(path, bytes);
    else await writeFileAtomic(path, bytes as Buffer);
  } catch (error) {
    const trouble = fileTrouble(error);
    if (trouble === undefined) throw error;
    throw new UserError(
      `cannot write to ${path}: ${trouble}\nexpected a file that can be written, or a new one`,
    );
  }
}

/** One folder after the other: Node's recursive mkdir never returns where the parent exists and refuses with ENOENT, as /proc does. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
