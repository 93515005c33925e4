import { expect, test } from "vitest";
import { hashOfBits } from "../src/index.ts";

test.each([Float32Array, Float64Array])("one bit of one number changes the hash, %o", (Floats) => {
  const values = Floats.from({ length: 1000 }, (_, i) => Math.sin(i));
  const before = hashOfBits(values);
  const bytes = new Uint8Array(values.buffer);
  for (const at of [0, 1717, bytes.length - Floats.BYTES_PER_ELEMENT]) {
    bytes[at]! ^= 1;
    expect(hashOfBits(values)).not.toBe(before);
    bytes[at]! ^= 1;
  }
  expect(hashOfBits(values)).toBe(before);
});

test("0 and −0 are told apart, the payloads of NaN are not", () => {
  const bits = (word: bigint) => new Float64Array(BigUint64Array.of(word).buffer);
  expect(hashOfBits(bits(0x7ff8000000000000n))).toBe(hashOfBits(bits(0xfff80000deadbeefn)));
  expect(hashOfBits(Float64Array.of(0))).not.toBe(hashOfBits(Float64Array.of(-0)));
});
