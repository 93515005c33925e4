import { rename } from "node:fs/promises";
import { basename } from "node:path";
import { DataError, failureCode } from "./data-error.ts";
import type { LoadOptions } from "./data-set.ts";
import type { Facts, Role } from "./facts.ts";
import type { VerifiedFile } from "./verified.ts";
import { readVerified } from "./verify.ts";

/**
 * A cached file that is good, or undefined if it is broken: it is then set aside under a name of
 * its own, for whoever wants to know what happened, and `onNotice` told.
 */
export async function readCached(
  path: string,
  role: Role,
  facts: Facts,
  onNotice: LoadOptions["onNotice"],
): Promise<VerifiedFile | undefined> {
  try {
    return await readVerified(path, role, facts, "it is set aside and replaced");
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const problem = error.message.split("\n", 1)[0];
    const aside = `${path}.broken`;
    const done = await rename(path, aside).then(
      () => `set aside as ${basename(aside)}`,
      (failure: unknown) => `not set aside (${failureCode(failure)})`,
    );
    onNotice?.(`broken file in the cache, ${done}: ${problem}`);
    return undefined;
  }
}
