import type { Tensor } from "@gradlab/core";
import fc from "fast-check";
import type { Params } from "../src/index.ts";

/** Any float64, NaN of any payload, −0 and infinities among them. */
const number64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => {
  return new Float64Array(BigUint64Array.of(bits).buffer);
});
const number = fc.oneof(
  number64,
  fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, 5e-324).map((value) => Float64Array.of(value)),
);

const anyTensor: fc.Arbitrary<Tensor> = fc.array(fc.nat(3), { maxLength: 4 }).chain((shape) => {
  const count = shape.reduce((product, n) => product * n, 1);
  return fc.array(number, { minLength: count, maxLength: count }).map((numbers) => {
    const data = new Float64Array(count); // by bytes: a NaN's payload is not a number's to carry
    const bytes = new Uint8Array(data.buffer);
    numbers.forEach((one, i) => bytes.set(new Uint8Array(one.buffer), i * 8));
    return { shape, data };
  });
});

const name = fc
  .oneof(fc.constantFrom("W1", "b1", "layers/1.weight", "重み"), fc.string({ minLength: 1 }))
  .filter((text) => !(text in Object.prototype) && text !== "__metadata__" && text.isWellFormed());

export const anyParams: fc.Arbitrary<Params> = fc
  .uniqueArray(fc.tuple(name, anyTensor), { selector: ([key]) => key, maxLength: 4 })
  .map((entries) => Object.fromEntries(entries));

/** Shapes, and each number's bits as text, so that NaN, its payload and −0 are compared. */
export function bitsOf(params: Params): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([key, { shape, data }]) => {
      const bits = new BigUint64Array(data.buffer, data.byteOffset, data.length);
      return [key, { shape, bits: Array.from(bits, (value) => value.toString(16)) }];
    }),
  );
}

/** A RangeError of the form `<problem>: <value>; expected …`, or the params that came out. */
export function refusal(read: () => Params): Params | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError && /^[^:]+: .*; expected /s.test(error.message))
      return undefined;
    throw error;
  }
}
