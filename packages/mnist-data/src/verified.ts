import { combineSums } from "./checksum.ts";
import { roles, type Contents, type Role } from "./facts.ts";

/** A file that was checked: what it contains, and the sha256 of its bytes as they are stored. */
export interface VerifiedFile {
  readonly content: Uint8Array;
  readonly storedSum: string;
}

/** Four of them. */
export interface Verified {
  readonly contents: Contents;
  /** `keyOfFiles` of the very bytes that were checked: whoever has these has those contents. */
  readonly key: string;
}

/** One file after the other. @throws whatever `fileOf` throws */
export async function allVerified(
  fileOf: (role: Role) => Promise<VerifiedFile>,
): Promise<Verified> {
  const contents: Partial<Record<Role, Uint8Array>> = {};
  const sums: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const { content, storedSum } = await fileOf(role);
    contents[role] = content;
    sums[role] = storedSum;
  }
  return {
    contents: contents as Record<Role, Uint8Array>,
    key: combineSums((role) => sums[role]!),
  };
}
