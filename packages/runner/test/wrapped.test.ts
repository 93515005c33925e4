import { expect, test } from "vitest";
import { wrapped } from "../src/terminal/wrapped.ts";

test("breaks between words, and what follows is indented", () => {
  expect(wrapped("one two three\n  four five six", 9)).toBe(
    "one two\n    three\n  four\n      five\n      six",
  );
});

test.each([Infinity, 20])("what fits in %d columns stays as it is", (width) => {
  expect(wrapped("  a  b\n\n  c", width)).toBe("  a  b\n\n  c");
});

test("a word wider than all keeps its characters together, for who copies it", () => {
  expect(wrapped("see https://example.org/a/b now", 12)).toBe(
    "see\n    https://example.org/a/b\n    now",
  );
});

test("colours take no room", () => {
  const text = "\u001b[32m✓ pass\u001b[0m  it learns";
  expect(wrapped(text, 17)).toBe(text);
});
