import { readFileSync, statSync } from "node:fs";

/**
 * The bytes of a file, or what is wrong with it: a pipe would be waited for, a device read, without end.
 * @throws the system's error if it is there and cannot be read
 */
export function readRegular(path: string, mostBytes: number): Buffer | string {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) return "not a regular file";
    if (facts.size > mostBytes) {
      return `too large: ${facts.size} bytes; expected at most ${mostBytes}`;
    }
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "no such file";
    if (code === "ELOOP") return "its links lead in a circle";
    throw error;
  }
}
