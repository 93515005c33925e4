import { join } from "node:path";
import { UserError } from "@gradlab/schema";
import { readStored } from "../results/read-stored.ts";

/** A stored file, named as it is from the project's folder. */
export function readResultFile<T>(
  schema: Parameters<typeof readStored<T>>[0],
  root: string,
  file: string,
): T {
  const found = readStored(schema, join(root, file), file);
  if ("value" in found) return found.value;
  throw new UserError(
    `cannot read ${file}: ${found.problem}\nexpected a file as gradlab writes it`,
  );
}
