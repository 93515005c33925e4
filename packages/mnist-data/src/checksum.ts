import { createHash } from "node:crypto";
import { roles, type Contents, type Facts } from "./facts.ts";

/** sha256 in hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The checksum of a set, from its contents; see `DataSet.checksum`. */
export function checksumOfContents(contents: Contents): string {
  return combine(roles.map((role) => sha256(contents[role])));
}

/** The checksum that a set with these facts has: the same, without reading it. */
export function checksumOfFacts(facts: Facts): string {
  return combine(roles.map((role) => facts[role].sha256));
}

function combine(sums: readonly string[]): string {
  return sha256(sums.map((sum) => `${sum}\n`).join(""));
}
