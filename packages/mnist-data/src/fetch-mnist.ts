import { join } from "node:path";
import { readCached } from "./cache.ts";
import { sha256 } from "./checksum.ts";
import { DataError, dataError } from "./data-error.ts";
import type { LoadOptions } from "./data-set.ts";
import { download } from "./download.ts";
import { fileNames, type Role } from "./facts.ts";
import { isGzip } from "./inflate.ts";
import { mnistCache } from "./places.ts";
import { storeIfPossible } from "./store.ts";
import { cachedFiles } from "./stored-file.ts";
import { allVerified, type Verified } from "./verified.ts";
import { mostStoredBytes, verifyContent } from "./verify.ts";
import type { World } from "./world.ts";

/** A file that no mirror gave: the case in which the drawn digits may stand in. */
export class Unreachable extends DataError {
  /** One sentence: what each mirror said. */
  readonly reason: string;

  constructor(file: string, failures: readonly string[]) {
    const said = failures.length > 0 ? failures : ["there is none to ask"];
    super(
      [
        `mnist could not be fetched: ${file}`,
        "  expected an answer from one of the mirrors; they said",
        ...said.map((failure) => `    ${failure}`),
        "  connect to the network, or put the four files in a folder and name it by --data-dir",
      ].join("\n"),
    );
    this.reason = `mnist could not be fetched: ${said.join("; ")}`;
  }
}

/**
 * The four files from the cache folder, each that is missing or broken there fetched and stored.
 * `stored` is false where the folder cannot be written; the contents are good all the same.
 * @throws Unreachable if a file can be had from no mirror
 */
export async function cachedOrFetched(
  options: LoadOptions,
  world: World,
): Promise<Verified & { folder: string; stored: boolean }> {
  const folder = mnistCache(options.environment);
  const files = await cachedFiles(folder);
  const failed = new Set<string>();
  let stored = true;
  const verified = await allVerified(async (role) => {
    const path = files[role];
    const cached = path && (await readCached(path, role, world.facts, options.onNotice));
    if (cached) return cached;
    const { received, content } = await fetchFile(role, failed, options, world);
    // A mirror may send the content unpacked; the name then says so.
    const name = isGzip(received) ? `${fileNames[role]}.gz` : fileNames[role];
    // One notice about the folder is enough.
    if (stored) stored = await storeIfPossible(join(folder, name), received, options.onNotice);
    return { content, storedSum: sha256(received) };
  });
  return { ...verified, folder, stored };
}

/**
 * Makes sure that all four files are in the cache folder.
 * @throws DataError if one cannot be fetched or stored
 */
export async function fetchIntoCache(
  options: LoadOptions,
  world: World,
): Promise<{ folder: string }> {
  const { folder, stored } = await cachedOrFetched(options, world);
  if (stored) return { folder };
  throw dataError(
    `cannot write the cache folder: ${folder}`,
    "a folder that can be written",
    "set XDG_CACHE_HOME to one",
  );
}

/** Tries the mirrors in order; one that failed goes last, so that no other file waits for it again. */
async function fetchFile(
  role: Role,
  failed: Set<string>,
  { onProgress, signal, mirrors: chosen }: LoadOptions,
  { facts, patience, mirrors: usual }: World,
): Promise<{ received: Uint8Array; content: Uint8Array }> {
  const file = `${fileNames[role]}.gz`;
  const mirrors = chosen ?? usual;
  const order = mirrors.toSorted((a, b) => Number(failed.has(a)) - Number(failed.has(b)));
  const failures: string[] = [];
  const mostBytes = mostStoredBytes(facts);
  // Shared out, so that having no network at all is known as soon with many mirrors as with one.
  const share = { ...patience, answerMs: patience.answerMs / mirrors.length };
  for (const mirror of order) {
    try {
      const request = { mirror, file, mostBytes, patience: share, signal, onProgress };
      const received = await download(request);
      const content = await verifyContent(received, role, facts, `${mirror} ${file}`, "");
      return { received, content };
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`${mirror}: ${error instanceof Error ? firstLine(error) : String(error)}`);
      failed.add(mirror);
    }
  }
  throw new Unreachable(file, failures);
}

function firstLine(error: Error): string {
  return error.message.split("\n", 1)[0] ?? "";
}
