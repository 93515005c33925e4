import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DataError, dataError, failureCode } from "./data-error.ts";
import { fileNames, roles, type Role } from "./facts.ts";

/** Spellings under which each file is known, the one of the first distribution first. */
function spellings(role: Role): string[] {
  const name = fileNames[role];
  const dotted = name.replace("-idx", ".idx");
  return [`${name}.gz`, name, dotted, `${dotted}.gz`];
}

/** The paths of the files that are present, by role. */
export type Found = Readonly<Partial<Record<Role, string>>>;

/**
 * Looks for the four files in a folder.
 * @throws the system's error if the folder cannot be listed
 */
export async function findFiles(folder: string): Promise<Found> {
  const present = new Set(await readdir(folder));
  const found: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const name = spellings(role).find((spelling) => present.has(spelling));
    if (name !== undefined) found[role] = join(folder, name);
  }
  return found;
}

/** The files of the cache folder; none where it is not there or cannot be read. */
export async function cachedFiles(folder: string): Promise<Found> {
  return findFiles(folder).catch(() => ({}));
}

/**
 * All four files of a folder that the user named.
 * @throws DataError if there is no such folder, or a file is missing from it
 */
export async function findAllFiles(
  folder: string,
  advice: string,
): Promise<Readonly<Record<Role, string>>> {
  const expected = `a folder with ${roles.map((role) => `${fileNames[role]}.gz`).join(", ")}`;
  const found = await findFiles(folder).catch((error: unknown) => {
    const code = failureCode(error);
    const problem =
      { ENOENT: "no such folder", ENOTDIR: "not a folder" }[code] ?? `unreadable folder (${code})`;
    throw dataError(`${problem}: ${folder}`, expected, advice);
  });
  const missing = roles.filter((role) => found[role] === undefined);
  if (missing.length > 0) {
    const names = missing.map((role) => `${fileNames[role]}.gz`).join(", ");
    const problem = missing.length === roles.length ? "no MNIST files in" : `missing ${names} in`;
    throw dataError(`${problem}: ${folder}`, expected, advice);
  }
  return found as Record<Role, string>;
}

/**
 * Reads a regular file of at most `mostBytes`.
 * @throws DataError if it is anything else, larger, or unreadable
 */
export async function readStored(
  path: string,
  mostBytes: number,
  advice: string,
): Promise<Uint8Array> {
  const expected = `a file of at most ${mostBytes} bytes`;
  const fail = (problem: string) => dataError(`${problem}: ${path}`, expected, advice);
  try {
    // Before it is opened: opening a pipe would wait for a writer.
    const facts = await stat(path);
    if (!facts.isFile()) throw fail("not a regular file");
    if (facts.size > mostBytes) throw fail(`larger than any such file, ${facts.size} bytes`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw fail(`unreadable file (${failureCode(error)})`);
  }
}
