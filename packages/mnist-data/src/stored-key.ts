import { createHash } from "node:crypto";
import { combineSums } from "./checksum.ts";
import { roles, type Role } from "./facts.ts";
import { pieces } from "./pieces.ts";
import type { Found } from "./stored-file.ts";

/**
 * The key of four files as they are stored, compressed or not, which says what they contain once
 * they have been verified. Undefined if one is missing or cannot be read: verifying says why.
 */
export function keyOfFiles(files: Found): string | undefined {
  const sums: Partial<Record<Role, string>> = {};
  try {
    for (const role of roles) {
      const path = files[role];
      if (path === undefined) return undefined;
      const hash = createHash("sha256");
      for (const piece of pieces(path)) hash.update(piece);
      sums[role] = hash.digest("hex");
    }
  } catch {
    return undefined;
  }
  return combineSums((role) => sums[role]!);
}
