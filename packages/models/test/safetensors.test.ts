import { tensor } from "@gradlab/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSafetensors, readSafetensorsMetadata, writeSafetensors } from "../src/index.ts";
import { anyParams, bitsOf, refusal } from "./params.ts";

const params = { W1: tensor([[1, -2, 0.1]]), b1: tensor([NaN, -0, Infinity]), scale: tensor(3) };

/** A file of a header as it stands, and `size` bytes. */
function fileOf(header: unknown, size = 0, length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + size);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

test("what is written is read bit for bit, whatever the names, shapes and numbers", () => {
  fc.assert(
    fc.property(anyParams, (any) => {
      expect(bitsOf(readSafetensors(writeSafetensors(any)))).toEqual(bitsOf(any));
    }),
  );
});

test("F32 rounds to the nearest float32", () => {
  const bytes = writeSafetensors(params, {}, { dtype: "F32" });
  const { W1, b1, scale } = readSafetensors(bytes);
  expect(W1).toEqual(tensor([[1, -2, Math.fround(0.1)]]));
  expect(b1).toEqual(params.b1);
  expect(scale).toEqual(params.scale);
});

test("the bytes of a file, written by hand from the format's description", () => {
  const header = `{"__metadata__":{"by":"gradlab"},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`;
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  const expected = fileOf(padded, 8);
  expected.set([0, 0, 0, 0, 0, 0, 0xf8, 0x3f], expected.length - 8); // 1.5
  const bytes = writeSafetensors({ a: tensor([1.5]) }, { by: "gradlab" });
  expect(bytes).toEqual(expected);
  expect(readSafetensorsMetadata(bytes)).toEqual({ by: "gradlab" });
});

test("bytes in the middle of a larger buffer, as Node's files are", () => {
  const bytes = writeSafetensors(params);
  const pool = Buffer.alloc(bytes.length + 3);
  pool.set(bytes, 3);
  expect(bitsOf(readSafetensors(pool.subarray(3)))).toEqual(bitsOf(params));
});

test("cut off anywhere, a file is refused", () => {
  const bytes = writeSafetensors(params);
  for (let n = 0; n < bytes.length; n++) {
    expect(
      refusal(() => readSafetensors(bytes.subarray(0, n))),
      `${n} bytes`,
    ).toBeUndefined();
  }
});

test("with any byte changed, a file is refused or still holds tensors", () => {
  const bytes = writeSafetensors(params);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = bytes.slice();
      changed[at]! ^= change;
      for (const { shape, data } of Object.values(refusal(() => readSafetensors(changed)) ?? {})) {
        expect(shape.reduce((product, n) => product * n, 1)).toBe(data.length);
      }
    }),
  );
});

describe("refused with one clear message", () => {
  const f64 = (shape: unknown, ...offsets: number[]) => ({
    dtype: "F64",
    shape,
    data_offsets: offsets,
  });
  test.each([
    ["no header", new Uint8Array(3), "safetensors file too short: 3 bytes; expected 8"],
    ["a huge length", fileOf({}, 0, 2n ** 63n), "too long: 9223372036854775808 bytes; expected at"],
    ["no JSON", fileOf("{oops"), 'unreadable: "{oops"; expected a JSON object'],
    ["a list", fileOf([]), 'unreadable: "[]"; expected a JSON object'],
    ["no entry", fileOf({ a: 1 }), 'unknown dtype: nothing of "a"; expected F64 or F32'],
    [
      "another dtype",
      fileOf({ a: { ...f64([1], 0, 2), dtype: "BF16" } }, 2),
      'unknown dtype: "BF16" of "a"; expected F64 or F32',
    ],
    ["a negative size", fileOf({ a: f64([-1], 0, 8) }, 8), 'invalid shape: [-1] of "a"'],
    ["half a size", fileOf({ a: f64([0.5], 0, 4) }, 4), 'invalid shape: [0.5] of "a"'],
    ["one offset", fileOf({ a: f64([1], 0) }, 8), 'invalid data_offsets: [0] of "a"'],
    ["offsets reversed", fileOf({ a: f64([1], 8, 0) }, 8), 'invalid data_offsets: [8,0] of "a"'],
    ["beyond the end", fileOf({ a: f64([2], 0, 16) }, 8), "header: 8 bytes; expected 16"],
    [
      "overlapping",
      fileOf({ a: f64([2], 0, 16), b: f64([1], 8, 16) }, 16),
      'tensors overlap: [8,16] of "b"; expected a start at 16',
    ],
    ["a gap", fileOf({ a: f64([1], 8, 16) }, 16), 'bytes of no tensor: [8,16] of "a"'],
    ["bytes left over", fileOf({ a: f64([1], 0, 8) }, 9), "header: 9 bytes; expected 8"],
    ["a size that differs", fileOf({ a: f64([3], 0, 8) }, 8), "8 bytes; expected 24 for shape (3)"],
    ["__proto__", fileOf(`{"__proto__":{}}`), 'invalid tensor name: "__proto__"; expected a name'],
    ["constructor", fileOf({ constructor: f64([1], 0, 8) }, 8), 'tensor name: "constructor"'],
    ["metadata", fileOf({ __metadata__: { a: 1 } }), 'invalid metadata: {"a":1}'],
  ])("%s", (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(RangeError);
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  test("names that could not be read again are not written", () => {
    const bad = Object.fromEntries([["__proto__", tensor([1])]]);
    expect(() => writeSafetensors(bad)).toThrow('invalid tensor name: "__proto__"');
    expect(() => writeSafetensors({ a: { shape: [2], data: Float64Array.of(1) } })).toThrow(
      "shape does not fit",
    );
  });
});
