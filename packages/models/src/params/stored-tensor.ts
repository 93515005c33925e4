import { tensor, type Tensor } from "@gradlab/core/training";
import type { Params } from "../network.ts";

/** How numbers lie in a file: little-endian, as every machine that runs this keeps them too. */
export type NumberFormat = "f8" | "f4" | "i8" | "i4" | "u1";

const formats: Record<
  NumberFormat,
  { size: number; read(buffer: ArrayBuffer): ArrayLike<number> }
> = {
  f8: { size: 8, read: (buffer) => new Float64Array(buffer) },
  f4: { size: 4, read: (buffer) => new Float32Array(buffer) },
  i8: { size: 8, read: (buffer) => Array.from(new BigInt64Array(buffer), safeInteger) },
  i4: { size: 4, read: (buffer) => new Int32Array(buffer) },
  u1: { size: 1, read: (buffer) => new Uint8Array(buffer) },
};

/** The numbers that `bytes` hold, widened to float64; throws where they are not what `shape` needs. */
export function tensorOfBytes(
  name: string,
  bytes: Uint8Array,
  format: NumberFormat,
  shape: readonly number[],
): Tensor {
  const { size, read } = formats[format];
  if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0)) {
    throw new RangeError(
      `invalid shape of ${quoted(name)}: (${shape.join(",")}); expected integers from 0 to 2^53 - 1`,
    );
  }
  const needed = shape.reduce((product, n) => product * n, size);
  if (needed !== bytes.length) {
    throw new RangeError(
      `size of ${quoted(name)} does not fit: ${bytes.length} bytes; expected ${needed} for shape (${shape.join(",")})`,
    );
  }
  const own = new Uint8Array(bytes.length); // Buffer.slice would not copy, and the start be unaligned
  own.set(bytes);
  return tensor(read(own.buffer), shape);
}

/** The bytes of float64 or, rounded, float32 numbers. */
export function bytesOfTensor({ data }: Tensor, format: "f8" | "f4"): Uint8Array {
  const numbers = format === "f8" ? data : Float32Array.from(data);
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Name and tensor of each param; throws on what no reader would take back. */
export function storable(params: Params): [string, Tensor][] {
  const entries = Object.entries(params);
  for (const [name, { shape, data }] of entries) {
    expectTensorName(name);
    tensor(data, shape);
  }
  return entries;
}

/** A name that every object has already, as `__proto__`, would not be a param of its own. */
export function expectTensorName(name: string): void {
  if (name !== "" && name !== "__metadata__" && !(name in Object.prototype)) return;
  throw new RangeError(`invalid tensor name: ${quoted(name)}; expected a name such as "W1"`);
}

/** Text of a file in a message: quoted, and no longer than a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function safeInteger(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`integer too large: ${value}; expected at most 2^53 - 1 in size`);
}
