import { dataError } from "./data-error.ts";

/** Element types of the format: the third byte of a file. Only the first is read here. */
const elementTypes: Readonly<Record<number, string>> = {
  0x08: "unsigned bytes",
  0x09: "signed bytes",
  0x0b: "16-bit integers",
  0x0c: "32-bit integers",
  0x0d: "32-bit floats",
  0x0e: "64-bit floats",
};

const wanted =
  "an IDX file of unsigned bytes: 00 00 08, the number of dimensions, then their sizes";

export interface IdxHeader {
  readonly dimensions: number[];
  readonly headerBytes: number;
  /** Header and elements; Infinity where the dimensions multiply beyond all numbers. */
  readonly totalBytes: number;
}

/**
 * Reads the header from the beginning of an uncompressed file; nothing is allocated by what it says.
 * @throws DataError if this is no IDX file, or one of other elements than unsigned bytes
 */
export function readIdxHeader(bytes: Uint8Array, fileName: string): IdxHeader {
  const [zero0, zero1, type, rank] = bytes;
  if (rank === undefined || type === undefined) {
    throw dataError(`too short for IDX, ${bytes.length} bytes: ${fileName}`, wanted, replace);
  }
  if (zero0 !== 0 || zero1 !== 0) {
    throw dataError(`not an IDX file, ${beginning(bytes)}: ${fileName}`, wanted, replace);
  }
  if (type !== 0x08) {
    const found = elementTypes[type] ?? `unknown element type 0x${hex(type)}`;
    const advice = "convert the elements to unsigned bytes, 0 to 255";
    throw dataError(`IDX file of ${found}: ${fileName}`, wanted, advice);
  }
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) {
    const problem = `IDX header cut short, ${bytes.length} of ${headerBytes} bytes: ${fileName}`;
    throw dataError(problem, wanted, replace);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  // A zero first: Infinity times zero would be no number.
  const elements = dimensions.includes(0) ? 0 : dimensions.reduce((a, b) => a * b, 1);
  return { dimensions, headerBytes, totalBytes: headerBytes + elements };
}

/**
 * Reads an uncompressed IDX file of unsigned bytes with any number of dimensions. `data` is a view
 * into `bytes`, row-major.
 * @throws DataError naming `fileName` if the bytes are not exactly such a file
 */
export function parseIdx(
  bytes: Uint8Array,
  fileName: string,
): { dimensions: number[]; data: Uint8Array } {
  const { dimensions, headerBytes, totalBytes } = readIdxHeader(bytes, fileName);
  if (bytes.length !== totalBytes) {
    const problem =
      bytes.length < totalBytes ? "IDX file cut short" : "bytes after the last element";
    const shape = dimensions.join(" × ");
    throw dataError(
      `${problem}, ${bytes.length} bytes: ${fileName}`,
      `${totalBytes} bytes, as its header says ${shape}`,
      replace,
    );
  }
  const data = new Uint8Array(
    bytes.buffer,
    bytes.byteOffset + headerBytes,
    totalBytes - headerBytes,
  );
  return { dimensions, data };
}

/** The inverse of parseIdx: header and elements in one array. */
export function encodeIdx(dimensions: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + data.length);
  const view = new DataView(bytes.buffer);
  bytes[2] = 0x08;
  bytes[3] = dimensions.length;
  for (const [i, size] of dimensions.entries()) view.setUint32(4 + 4 * i, size);
  bytes.set(data, 4 + 4 * dimensions.length);
  return bytes;
}

const replace = "replace the file by a whole one";

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** What the file seems to be: a web page or a pointer saved in its place is the usual accident. */
function beginning(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, 4)];
  const isText = first.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (isText) return `it begins with the text ${JSON.stringify(String.fromCharCode(...first))}`;
  return `it begins with ${first.map(hex).join(" ")}`;
}
