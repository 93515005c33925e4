import { constants, gunzip, gunzipSync } from "node:zlib";
import { promisify } from "node:util";
import { dataError, failureCode } from "./data-error.ts";

const gunzipAsync = promisify(gunzip);

/** What to say when content does not come out as it should. */
export interface Wanted {
  readonly expected: string;
  readonly advice: string;
}

/** Told by the content, not by the name: browsers like to unpack and keep the name. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The uncompressed content of a file that may be gzip. Never more than `mostBytes` is unpacked, so
 * that a small file that unpacks to a huge one cannot fill the memory.
 * @throws DataError if it is damaged, cut short or larger
 */
export async function inflate(
  stored: Uint8Array,
  mostBytes: number,
  fileName: string,
  wanted: Wanted,
): Promise<Uint8Array> {
  if (!isGzip(stored)) {
    if (stored.length <= mostBytes) return stored;
    throw dataError(`larger than ${mostBytes} bytes: ${fileName}`, wanted.expected, wanted.advice);
  }
  try {
    const content = await gunzipAsync(stored, { maxOutputLength: mostBytes, chunkSize: 1 << 20 });
    return new Uint8Array(content.buffer, content.byteOffset, content.length);
  } catch (error) {
    const problem = {
      ERR_BUFFER_TOO_LARGE: `unpacks to more than ${mostBytes} bytes`,
      Z_BUF_ERROR: "gzip file cut short",
    }[failureCode(error)];
    const said = problem ?? `gzip file damaged (${failureCode(error)})`;
    throw dataError(`${said}: ${fileName}`, wanted.expected, wanted.advice);
  }
}

/** Compressed bytes enough for any IDX header; they unpack to some 4 MB at the very most. */
const headBytes = 4096;

/** The first bytes of the uncompressed content, as far as they can be had. */
export function inflateHead(stored: Uint8Array): Uint8Array {
  const head = stored.subarray(0, headBytes);
  if (!isGzip(stored)) return head;
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // Damaged from the start: unpacking it whole will say how.
    return new Uint8Array();
  }
}
