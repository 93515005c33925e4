import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataError, parseIdx } from "../src/index.ts";
import { encodeIdx } from "../src/idx.ts";

describe("parseIdx", () => {
  test("reads what encodeIdx wrote, with any number of dimensions", () => {
    const dimensions = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(dimensions, (sizes) => {
        const data = new Uint8Array(sizes.reduce((a, b) => a * b, 1)).fill(7);
        expect(parseIdx(encodeIdx(sizes, data), "f")).toEqual({ dimensions: sizes, data });
      }),
    );
  });

  const header = fc.tuple(fc.constant([0, 0, 8]), fc.uint8Array({ maxLength: 30 }));
  test.each([
    ["any bytes", fc.uint8Array({ maxLength: 64 })],
    ["any header", header.map(([magic, rest]) => Uint8Array.of(...magic, ...rest))],
  ])("%s are an array or a DataError, nothing else", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (bytes) => {
        try {
          const { dimensions, data } = parseIdx(bytes, "f");
          expect(data.length).toBe(dimensions.reduce((a, b) => a * b, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["nothing", [], "too short for IDX, 0 bytes: some-file"],
    ["a web page", [60, 33, 68, 79], 'not an IDX file, it begins with the text "<!DO": some-file'],
    ["gzip", [31, 139, 8, 0], "not an IDX file, it begins with 1f 8b 08 00: some-file"],
    ["floats", [0, 0, 13, 1, 0, 0, 0, 0], "IDX file of 32-bit floats: some-file"],
    ["an unknown type", [0, 0, 7, 1], "IDX file of unknown element type 0x07: some-file"],
    ["half a header", [0, 0, 8, 2, 0, 0, 0, 1], "IDX header cut short, 8 of 12 bytes: some-file"],
    ["a missing element", [0, 0, 8, 1, 0, 0, 0, 2, 5], "IDX file cut short, 9 bytes: some-file"],
    [
      "one too many",
      [0, 0, 8, 1, 0, 0, 0, 0, 5],
      "bytes after the last element, 9 bytes: some-file",
    ],
  ])("refuses %s", (_, bytes, problem) => {
    expect(() => parseIdx(Uint8Array.from(bytes), "some-file")).toThrow(problem);
  });

  test("does not allocate what a header promises", () => {
    const most = Array.from({ length: 255 * 4 }, () => 255);
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 255, ...most), "f")).toThrow("Infinity bytes");
  });
});
