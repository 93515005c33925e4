import fc from "fast-check";
import { expect, test } from "vitest";
import { tensor, toNested, zeros } from "../src/index.ts";

test("the shape is read off nested arrays", () => {
  expect(
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  ).toEqual({ shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) });
  expect(tensor(7)).toEqual({ shape: [], data: Float64Array.of(7) });
  expect(tensor([]).shape).toEqual([0]);
  expect(tensor([[], []]).shape).toEqual([2, 0]);
});

test("flat numbers take a shape; a Float64Array is kept, others are copied", () => {
  const data = Float64Array.of(1, 2, 3, 4);
  expect(tensor(data, [2, 2]).data).toBe(data);
  expect(tensor(data).shape).toEqual([4]);
  expect(toNested(tensor([1, 2, 3, 4], [2, 2]))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(tensor(Uint8Array.of(1, 255)).data).toEqual(Float64Array.of(1, 255));
});

test.each([
  { nested: [[1, 2], [3]] },
  { nested: [1, [2]] },
  { nested: [[1], 2] },
  { nested: [[], [1]] },
])("$nested is ragged", ({ nested }) => expect(() => tensor(nested)).toThrow("ragged array"));

test("a shape that does not fit is an error", () => {
  expect(() => tensor([1, 2, 3], [2, 2])).toThrow("shape does not fit: (2,2); expected 3 numbers");
  expect(() => zeros([2, -1])).toThrow("invalid shape: (2,-1)");
});

test("toNested undoes tensor", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(shapes, (shape) => {
      const x = zeros(shape);
      x.data.forEach((_, i) => (x.data[i] = i));
      expect(tensor(toNested(x))).toEqual(x);
    }),
  );
});
