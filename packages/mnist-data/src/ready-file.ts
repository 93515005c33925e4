import { createHash } from "node:crypto";
import { join } from "node:path";
import type { LoadOptions } from "./data-set.ts";
import { pieces } from "./pieces.ts";
import { readyCache } from "./places.ts";
import { bodyBytes, decodeHeader, headerBytes, type ReadyHeader } from "./ready-format.ts";
import { store } from "./store.ts";

/**
 * In the user's cache folder wherever the set itself is: a folder that the user named is not ours to
 * write in, and two folders with the same files share one.
 */
export function readyPath(key: string, environment: LoadOptions["environment"]): string {
  return join(readyCache(environment), `${key}.rows`);
}

/** The header of a ready file made from `key`; undefined if there is no such file, or it is broken. */
export function readReadyHeader(path: string, key: string): ReadyHeader | undefined {
  return orUndefined(() => {
    for (const piece of pieces(path)) {
      const header = decodeHeader(piece.slice(0, headerBytes));
      return header?.key === key ? header : undefined;
    }
    return undefined;
  });
}

/**
 * Overwrites `into`, of the body's size, with the body of the file that begins with this header.
 * False if it is not that, whole and exact: `into` then holds anything.
 */
export function readReadyBody(path: string, header: ReadyHeader, into: Uint8Array): boolean {
  const whole = orUndefined(() => {
    const hash = createHash("sha256");
    let at = -headerBytes;
    for (const piece of pieces(path)) {
      const part = at < 0 ? piece.subarray(-at) : piece;
      at = Math.max(at, 0);
      if (at + part.length > into.length) return false;
      hash.update(part);
      into.set(part, at);
      at += part.length;
    }
    return at === into.length && hash.digest("hex") === header.bodySum;
  });
  return whole ?? false;
}

/** The size of a ready file that is whole and exact; undefined otherwise. */
export function wholeReadyBytes(path: string, key: string): number | undefined {
  const header = readReadyHeader(path, key);
  const size = header ? bodyBytes(header) : 0;
  if (!header || !readReadyBody(path, header, new Uint8Array(size))) return undefined;
  return headerBytes + size;
}

/** Stores what makes the next time faster; where it cannot be, nothing is lost but that. */
export async function storeReady(path: string, file: Uint8Array): Promise<void> {
  await store(path, file).catch(() => {});
}

/** A file that cannot be read is one that is not there: it is made again. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
