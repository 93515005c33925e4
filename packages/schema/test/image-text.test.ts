import fc from "fast-check";
import { expect, test } from "vitest";
import { imageText, readImageText } from "../src/image-text.ts";

test("levels are hex digits, zeros in a row letters", () => {
  expect(imageText([0, 15, 1, 0, 0, 10, ...Array.from({ length: 22 }, () => 0), 5])).toBe(
    "0f1gaz05",
  );
  expect(imageText([])).toBe("");
});

test("any square picture is read back", () => {
  const picture = fc.integer({ min: 1, max: 30 }).chain((side) => {
    const level = fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      fc.integer({ min: 0, max: 15 }),
    );
    return fc.array(level, { minLength: side * side, maxLength: side * side });
  });
  fc.assert(
    fc.property(picture, (levels) => {
      expect(readImageText(imageText(levels))).toEqual(levels);
    }),
  );
});

test.each(["", "abc", "0f-1", "fffF"])("%j is no picture", (text) => {
  expect(readImageText(text)).toBeUndefined();
});
