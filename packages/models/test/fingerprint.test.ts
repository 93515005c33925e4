import { expect, test } from "vitest";
import { hashOfBits } from "../src/index.ts";

const sines = Array.from({ length: 1000 }, (_, i) => Math.sin(i));

test.each([Float32Array.from(sines), Float64Array.from(sines)])(
  "one bit of one number changes the hash",
  (values) => {
    const before = hashOfBits(values);
    const bytes = new Uint8Array(values.buffer);
    for (const at of [0, 1717, bytes.length - values.BYTES_PER_ELEMENT]) {
      bytes[at]! ^= 1;
      expect(hashOfBits(values)).not.toBe(before);
      bytes[at]! ^= 1;
    }
    expect(hashOfBits(values)).toBe(before);
  },
);

test("0 and −0 are told apart, the payloads of NaN are not", () => {
  const bits = (word: bigint) => new Float64Array(BigUint64Array.of(word).buffer);
  expect(hashOfBits(bits(0x7ff8000000000000n))).toBe(hashOfBits(bits(0xfff80000deadbeefn)));
  expect(hashOfBits(Float64Array.of(0))).not.toBe(hashOfBits(Float64Array.of(-0)));
});
