import { stat } from "node:fs/promises";
import type { DataStatus, LoadOptions } from "./data-set.ts";
import { digitsFacts } from "./digits-facts.ts";
import { fileNames, mnistFacts, roles, type Facts } from "./facts.ts";
import { digitsCache, mnistCache, namedFolder } from "./places.ts";
import { findFiles, type Found } from "./stored-file.ts";
import { readVerified } from "./verify.ts";

/** What is there without fetching or drawing: the files are read and checked one by one. */
export function dataStatus(options: LoadOptions): Promise<DataStatus[]> {
  return statusOf(options, mnistFacts);
}

/** dataStatus with the facts that mnist is checked against. */
export async function statusOf(
  options: Pick<LoadOptions, "dataDir" | "environment">,
  facts: Facts,
): Promise<DataStatus[]> {
  const named = namedFolder(options);
  const mnist = named
    ? await folderStatus("mnist", named.folder, facts, `named by ${named.by} and not there`)
    : await folderStatus(
        "mnist",
        mnistCache(options.environment),
        facts,
        "fetched when first needed",
      );
  const place = digitsCache(options.environment);
  const digits = await folderStatus("digits", place, digitsFacts, "drawn when first needed");
  return [mnist, digits];
}

async function folderStatus(
  name: DataStatus["name"],
  place: string,
  facts: Facts,
  whenAbsent: string,
): Promise<DataStatus> {
  const found = await findFiles(place).catch((): Found => ({}));
  const missing = roles.filter((role) => found[role] === undefined);
  if (missing.length === roles.length) return { name, state: "absent", place, detail: whenAbsent };
  let sizeBytes = 0;
  const problems = missing.map((role) => `missing ${fileNames[role]}`);
  for (const role of roles) {
    const path = found[role];
    if (path === undefined) continue;
    try {
      await readVerified(path, role, facts, "");
      sizeBytes += (await stat(path)).size;
    } catch (error) {
      problems.push(String(error instanceof Error ? error.message.split("\n", 1)[0] : error));
    }
  }
  if (problems.length > 0) {
    return { name, state: "broken", place, detail: problems.join("; "), sizeBytes };
  }
  return { name, state: "verified", place, detail: "all four files are exact", sizeBytes };
}
