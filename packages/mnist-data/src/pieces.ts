import { closeSync, openSync, readSync, statSync } from "node:fs";

/**
 * Small enough to stay in the processor's cache until its bytes are used: twice as fast as reading
 * straight into fresh memory, whose pages the system must then find while it copies.
 */
const pieceBytes = 1 << 18;

/**
 * Reads a regular file piece by piece, each gone when the next one comes.
 * @throws the system's error if it cannot be read; Error if it is no regular file
 */
export function* pieces(path: string): Generator<Uint8Array> {
  // Before it is opened: opening a pipe would wait for a writer.
  if (!statSync(path).isFile()) throw new Error(`not a regular file: ${path}`);
  const file = openSync(path, "r");
  try {
    const piece = new Uint8Array(pieceBytes);
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
