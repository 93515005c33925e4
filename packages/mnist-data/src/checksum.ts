import { createHash } from "node:crypto";
import { roles, type Contents, type Facts, type Role } from "./facts.ts";

/** sha256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The checksum of a set, from its contents; see `DataSet.checksum`. */
export function checksumOfContents(contents: Contents): string {
  return combineSums((role) => sha256(contents[role]));
}

/** The checksum that a set with these facts has: the same, without reading it. */
export function checksumOfFacts(facts: Facts): string {
  return combineSums((role) => facts[role].sha256);
}

/** One checksum over those of the four files. */
export function combineSums(sumOf: (role: Role) => string): string {
  return sha256(roles.map((role) => `${sumOf(role)}\n`).join(""));
}
