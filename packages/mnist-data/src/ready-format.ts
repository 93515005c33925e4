import { createHash } from "node:crypto";
import type { Shape, Split } from "./data-set.ts";
import { countEntries, writeSparse, type SparseImages } from "./sparse-images.ts";

/** Goes up whenever the layout changes; a file of another version is written anew. */
const formatVersion = 1;

const magic = Buffer.from("glready\n");
const numbers = 10;
const sums = ["key", "checksum", "bodySum"] as const;
const sumBytes = 32;
const sumsAt = magic.length + numbers * 4;
const ownSumAt = sumsAt + sums.length * sumBytes;
export const headerBytes = ownSumAt + sumBytes;

export interface ReadyShape extends Shape {
  /** Nonzeros of all images of the split. */
  readonly entries: number;
}

/** What a ready file says before its arrays. Checksums are sha256 in hex. */
export interface ReadyHeader {
  /** What the file was made from: its name too. */
  readonly key: string;
  /** `DataSet.checksum`. */
  readonly checksum: string;
  /** Of all bytes after the header. */
  readonly bodySum: string;
  readonly classes: number;
  readonly train: ReadyShape;
  readonly test: ReadyShape;
}

/**
 * magic, version and sizes (u32), checksums, and last the checksum of all that. Numbers are in the
 * byte order of the machine, the arrays after them too: to a machine of the other order the version
 * is a wrong one.
 */
export function encodeHeader(header: ReadyHeader): Uint8Array {
  const { classes, train, test } = header;
  const bytes = new Uint8Array(headerBytes);
  bytes.set(magic);
  const sizes = [train, test].flatMap((it) => [it.count, it.rows, it.columns, it.entries]);
  new Uint32Array(bytes.buffer, magic.length, numbers).set([formatVersion, classes, ...sizes]);
  for (const [i, sum] of sums.entries()) {
    bytes.set(Buffer.from(header[sum], "hex"), sumsAt + i * sumBytes);
  }
  bytes.set(digest(bytes.subarray(0, ownSumAt)), ownSumAt);
  return bytes;
}

/** Undefined if these are not the bytes of a whole header of this version. */
export function decodeHeader(bytes: Uint8Array): ReadyHeader | undefined {
  if (bytes.length !== headerBytes || magic.compare(bytes, 0, magic.length) !== 0) return undefined;
  const ownSum = bytes.subarray(ownSumAt);
  if (digest(bytes.subarray(0, ownSumAt)).compare(ownSum) !== 0) return undefined;
  const own = bytes.slice(magic.length, sumsAt);
  const [version, classes = 0, ...sizes] = new Uint32Array(own.buffer);
  if (version !== formatVersion) return undefined;
  const [key = "", checksum = "", bodySum = ""] = sums.map((_, i) =>
    Buffer.from(bytes.subarray(sumsAt + i * sumBytes, sumsAt + (i + 1) * sumBytes)).toString("hex"),
  );
  const shape = ([count = 0, rows = 0, columns = 0, entries = 0]: number[]) => ({
    count,
    rows,
    columns,
    entries,
  });
  const [train, test] = [shape(sizes.slice(0, 4)), shape(sizes.slice(4))];
  return { key, checksum, bodySum, classes, train, test };
}

/** Both splits as a file; `body` is a view of what follows its header. */
export function encodeReady(
  { key, checksum }: Pick<ReadyHeader, "key" | "checksum">,
  splits: Readonly<Record<"train" | "test", Split>>,
): { header: ReadyHeader; file: Uint8Array; body: Uint8Array } {
  const shape = ({ count, rows, columns, images }: Split): ReadyShape => ({
    count,
    rows,
    columns,
    entries: countEntries(images),
  });
  const shapes = { train: shape(splits.train), test: shape(splits.test) };
  const file = new Uint8Array(headerBytes + bodyBytes(shapes));
  const body = file.subarray(headerBytes);
  const arrays = arraysIn(body, shapes);
  writeSparse(splits.train, arrays.train);
  writeSparse(splits.test, arrays.test);
  const classes = 1 + Math.max(largest(splits.train.labels), largest(splits.test.labels));
  const bodySum = digest(body).toString("hex");
  const header = { key, checksum, bodySum, classes, ...shapes };
  file.set(encodeHeader(header));
  return { header, file, body };
}

type Shapes = Pick<ReadyHeader, "train" | "test">;

export function bodyBytes({ train, test }: Shapes): number {
  return layout(test, layout(train, 0).end).end;
}

/** The arrays of both splits as views into a body that begins at a multiple of 4 bytes. */
export function arraysIn(
  body: Uint8Array,
  { train, test }: Shapes,
): Record<"train" | "test", SparseImages> {
  return { train: views(body, train, 0), test: views(body, test, layout(train, 0).end) };
}

function views({ buffer, byteOffset }: Uint8Array, shape: ReadyShape, from: number): SparseImages {
  const { count, rows, columns, entries } = shape;
  const at = layout(shape, byteOffset + from);
  return {
    count,
    features: rows * columns,
    rowStart: new Uint32Array(buffer, at.rowStart, count + 1),
    column: new Uint16Array(buffer, at.column, entries),
    pixel: new Uint8Array(buffer, at.pixel, entries),
    labels: new Uint8Array(buffer, at.labels, count),
  };
}

/** Where the arrays of a split are, one after the other, each at a multiple of 8 bytes. */
function layout({ count, entries }: ReadyShape, rowStart: number) {
  const column = rowStart + padded((count + 1) * 4);
  const pixel = column + padded(entries * 2);
  const labels = pixel + padded(entries);
  return { rowStart, column, pixel, labels, end: labels + padded(count) };
}

const padded = (bytes: number) => Math.ceil(bytes / 8) * 8;

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

const largest = (labels: Uint8Array) => labels.reduce((a, b) => Math.max(a, b), 0);
