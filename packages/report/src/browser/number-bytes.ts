import type { Floats, Precision } from "@gradlab/core";

const arrays = { float32: Float32Array, float64: Float64Array } as const;

export const floatsOf = (precision: Precision, values: ArrayLike<number>): Floats =>
  arrays[precision].from(values);

/** All first bytes, then all second ones, …: signs and exponents side by side deflate better. */
export function bytesOfFloats(values: Floats): Uint8Array {
  const each = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return bytes.map((_, i) => bytes[(i % values.length) * each + Math.floor(i / values.length)]!);
}

/** Takes one piece after the other from bytes. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bytes(count: number): Uint8Array {
    const end = this.#at + count;
    if (end > this.#bytes.length) {
      throw new RangeError(`cut short: ${this.#bytes.length} bytes; expected at least ${end}`);
    }
    const piece = this.#bytes.slice(this.#at, end);
    this.#at = end;
    return piece;
  }

  /** What `bytesOfFloats` made of `count` numbers. */
  floats(precision: Precision, count: number): Floats {
    const values = new arrays[precision](count);
    const each = values.BYTES_PER_ELEMENT;
    const planes = this.bytes(count * each);
    const bytes = new Uint8Array(values.buffer);
    bytes.forEach((_, i) => (bytes[i] = planes[(i % each) * count + Math.floor(i / each)]!));
    return values;
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
