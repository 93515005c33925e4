import { describe, expect, test } from "vitest";
import { drawDigits } from "../src/digits/draw.ts";
import { hands } from "../src/digits/hands.ts";

describe("the drawn digits", () => {
  test("differ from stream to stream, and not within one", () => {
    expect(drawDigits(7, 2)).toEqual(drawDigits(7, 2));
    expect(drawDigits(7, 2).images).not.toEqual(drawDigits(8, 2).images);
  });

  test("are each written in several ways", () => {
    expect(hands).toHaveLength(10);
    for (const ways of hands) expect(ways.length).toBeGreaterThanOrEqual(4);
  });
});
