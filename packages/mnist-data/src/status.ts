import { stat } from "node:fs/promises";
import type { DataStatus, LoadOptions } from "./data-set.ts";
import { digitsKey } from "./digits.ts";
import { fileNames, mnistFacts, roles, type Facts } from "./facts.ts";
import { mnistCache, namedFolder } from "./places.ts";
import { readyPath, wholeReadyBytes } from "./ready-file.ts";
import { findFiles, type Found } from "./stored-file.ts";
import { keyOfFiles } from "./stored-key.ts";
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
  const { environment } = options;
  const named = namedFolder(options);
  const place = named?.folder ?? mnistCache(environment);
  const absent = named ? `named by ${named.by} and not there` : "fetched when first needed";
  return [await mnistStatus(place, facts, absent, environment), digitsStatus(environment)];
}

/** Drawn digits are nowhere but in their ready file; a broken one is drawn anew as a missing one is. */
function digitsStatus(environment: LoadOptions["environment"]): DataStatus {
  const place = readyPath(digitsKey, environment);
  const sizeBytes = wholeReadyBytes(place, digitsKey);
  if (sizeBytes === undefined) {
    return { name: "digits", state: "absent", place, detail: "drawn when first needed" };
  }
  return {
    name: "digits",
    state: "verified",
    place,
    detail: "exact, ready to train on",
    sizeBytes,
  };
}

async function mnistStatus(
  place: string,
  facts: Facts,
  whenAbsent: string,
  environment: LoadOptions["environment"],
): Promise<DataStatus> {
  const name = "mnist";
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
  const key = keyOfFiles(found);
  const path = key && readyPath(key, environment);
  const isReady = key && path && wholeReadyBytes(path, key) !== undefined;
  const ready = isReady
    ? `ready to train on in ${path}`
    : "made ready to train on when first needed";
  return {
    name,
    state: "verified",
    place,
    detail: `all four files are exact; ${ready}`,
    sizeBytes,
  };
}
