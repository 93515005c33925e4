import { unzipSync, zipSync, type UnzipFileInfo } from "fflate";
import type { Params } from "../network.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { expectTensorName, quoted, storable } from "./stored-tensor.ts";

/** What numpy.load reads: a zip, not compressed, of one float64 `.npy` a param. The same bytes each time. */
export function writeNpz(params: Params): Uint8Array {
  const files = storable(params).map(
    ([name, tensor]) => [`${name}.npy`, writeNpy(tensor)] as const,
  );
  return zipSync(Object.fromEntries(files), { level: 0, mtime: "1980-01-02T00:00:00" });
}

/**
 * The arrays of numpy.savez or numpy.savez_compressed as float64. Throws a RangeError on anything but a
 * sound file; checksums are not compared.
 */
export function readNpz(bytes: Uint8Array): Params {
  const files = unzip(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return Object.fromEntries(
    Object.entries(files).map(([file, content]) => {
      const name = file.slice(0, -".npy".length);
      return [name, readNpy(content, name)];
    }),
  );
}

/** The directory is checked before anything is unpacked. */
function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  const entries: UnzipFileInfo[] = [];
  const list = (entry: UnzipFileInfo): boolean => {
    if (entries.push(entry) * directoryEntrySize > bytes.length)
      throw new Error("endless directory");
    return false;
  };
  readable(bytes, () => unzipSync(bytes, { filter: list }));
  const seen = new Set<string>();
  for (const entry of entries) {
    expectEntry(entry, seen, bytes.length);
    seen.add(entry.name);
  }
  return readable(bytes, () => unzipSync(bytes));
}

/** Bytes that an entry of a zip's directory takes at least. */
const directoryEntrySize = 46;

/** What deflate can make of one byte at most. */
const largestRatio = 1032;

function expectEntry(entry: UnzipFileInfo, seen: ReadonlySet<string>, fileSize: number): void {
  const { name, size, originalSize, compression } = entry;
  if (!name.endsWith(".npy")) {
    throw new RangeError(`no array: ${quoted(name)}; expected a name that ends in .npy`);
  }
  if (seen.has(name)) throw new RangeError(`array twice: ${quoted(name)}; expected each name once`);
  expectTensorName(name.slice(0, -".npy".length));
  if (size > fileSize) {
    throw new RangeError(
      `packed size of ${quoted(name)} does not fit: ${size} bytes; expected at most the file's ${fileSize}`,
    );
  }
  const fits = compression === 0 ? originalSize === size : originalSize <= size * largestRatio;
  if (!fits) {
    const expected = compression === 0 ? `${size}` : `at most ${size * largestRatio}`;
    throw new RangeError(
      `size of ${quoted(name)} does not fit: ${originalSize} bytes; expected ${expected}, packed in ${size}`,
    );
  }
}

/** fflate's errors as one RangeError. */
function readable<T>(bytes: Uint8Array, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(
      `unreadable .npz: ${bytes.length} bytes (${reason}); expected what numpy.savez writes`,
    );
  }
}
