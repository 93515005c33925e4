import fc from "fast-check";
import { expect, test } from "vitest";
import { hands } from "../src/digits/hands.ts";
import { boxSide, formOfStrokes, side, type PenPoint } from "../src/mnist-form.ts";
import { inkOf } from "./ink-of.ts";

const drawings = hands.flatMap((ways, digit) =>
  ways.map(({ strokes }, i) => ({
    name: `${digit}, hand ${i + 1}`,
    strokes: strokes.map((stroke) => stroke.map(([x, y]): PenPoint => [x, y])),
  })),
);

test.each(drawings)(
  "$name: 20 pixels high or wide, the centre of mass at pixel 14, 14",
  ({ strokes }) => {
    const { height, width, x, y } = inkOf(formOfStrokes(strokes, 0));
    expect(Math.max(height, width)).toBe(boxSide);
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
  },
);

test("whatever is drawn stays in the picture, in a box of 20 pixels, with pure ink in it", () => {
  const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const point = fc.tuple(coordinate, coordinate);
  const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 20 }), { minLength: 1 });
  fc.assert(
    fc.property(strokes, (drawn) => {
      const picture = formOfStrokes(drawn as PenPoint[][], 1);
      const { height, width } = inkOf(picture);
      return Math.max(height, width) <= boxSide && picture.some((value) => value > 200);
    }),
  );
});

test("neither where nor how large it was drawn matters", () => {
  const { strokes } = drawings[7]!;
  const moved = strokes.map((stroke) => stroke.map(([x, y]): PenPoint => [64 * x + 32, 64 * y]));
  expect(formOfStrokes(moved, 0)).toEqual(formOfStrokes(strokes, 0));
});

test("a dot is a dot in the middle; nothing is nothing", () => {
  const { height, width, x } = inkOf(formOfStrokes([[[3, 3]]], 10));
  expect([height, width]).toEqual([4, 4]);
  expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
  expect(formOfStrokes([], 10)).toEqual(new Uint8Array(side * side));
});
