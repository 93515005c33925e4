import { failureCode } from "./data-error.ts";
import type { FetchProgress } from "./data-set.ts";
import type { Patience } from "./world.ts";

export interface Download {
  /** Address of the folder, as the user knows the mirror. */
  readonly mirror: string;
  readonly file: string;
  /** An answer is given up when it grows larger. */
  readonly mostBytes: number;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

/**
 * Fetches one file into memory.
 * @throws Error with one short sentence, if it cannot be had; the signal's reason, if it is aborted
 */
export async function download(request: Download): Promise<Uint8Array> {
  const { mirror, file, patience, signal } = request;
  const giveUp = new AbortController();
  const after = (ms: number, why: string) => setTimeout(() => giveUp.abort(new Error(why)), ms);
  const whole = after(patience.fileMs, `not done after ${patience.fileMs / 1000} s`);
  let silence = after(patience.answerMs, `no answer after ${patience.answerMs / 1000} s`);
  const listen = () => {
    clearTimeout(silence);
    silence = after(patience.stallMs, `stalled for ${patience.stallMs / 1000} s`);
  };
  try {
    const response = await fetch(new URL(file, folderAddress(mirror)), {
      // Counted and verified as sent: an answer packed once more would hide its size.
      headers: { "accept-encoding": "identity" },
      signal: signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal,
    });
    listen();
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`answered ${response.status} ${response.statusText}`.trimEnd());
    }
    return await collect(response.body, sizeOf(response), request, listen);
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(reasonOf(error), { cause: error });
  } finally {
    clearTimeout(silence);
    clearTimeout(whole);
    // Lets go of an answer left half read. A connection still being made is out of reach: fetch
    // drops it ten seconds after its start, and until then it keeps the process from ending by itself.
    giveUp.abort();
  }
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  totalBytes: number | undefined,
  { mirror, file, mostBytes, onProgress }: Download,
  listen: () => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let receivedBytes = 0;
  for await (const piece of body) {
    listen();
    receivedBytes += piece.length;
    if (receivedBytes > mostBytes) throw new Error(`answered more than ${mostBytes} bytes`);
    pieces.push(piece);
    onProgress?.({ file, receivedBytes, totalBytes, mirror });
  }
  return Buffer.concat(pieces);
}

/** Mirrors are folders, with or without the slash at the end. */
function folderAddress(mirror: string): string {
  return mirror.endsWith("/") ? mirror : `${mirror}/`;
}

/** Undefined where unknown, or where it would count compressed bytes that are not seen here. */
function sizeOf(response: Response): number | undefined {
  const encoding = response.headers.get("content-encoding") ?? "identity";
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  return encoding === "identity" && Number.isSafeInteger(length) ? length : undefined;
}

/** fetch says "fetch failed" and hides the code of the system in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
  return failureCode(cause) || String(cause);
}
