import { describe, expect, test } from "vitest";
import { denseSamples } from "../src/index.ts";

/** Three samples of two pixels: (0, 255), (51, 0), (0, 0). */
const split = {
  count: 3,
  features: 2,
  rowStart: Uint32Array.of(0, 1, 2, 2),
  column: Uint16Array.of(1, 0),
  pixel: Uint8Array.of(255, 51),
  labels: Uint8Array.of(7, 8, 9),
};

describe("samples as dense rows", () => {
  test("all of a split", () => {
    const { x, labels } = denseSamples(split);
    expect(x).toEqual({
      shape: [3, 2],
      data: Float64Array.of(0, 1, 0.20000000298023224, 0, 0, 0),
    });
    expect([...labels]).toEqual([7, 8, 9]);
  });

  test("a few from one on", () => {
    const { x, labels } = denseSamples(split, 1, 1);
    expect([...x.data, ...x.shape, ...labels]).toEqual([0.20000000298023224, 0, 1, 2, 8]);
  });

  test("labels are a copy", () => {
    denseSamples(split).labels[0] = 0;
    expect(split.labels[0]).toBe(7);
  });

  test.each([
    [2, 2, "too many samples: 2 from 2; expected 3 at most"],
    [-1, 2, "not samples: 2 from -1; expected whole numbers from 0"],
    [0.5, 1, "not samples: 1 from 0.5; expected whole numbers from 0"],
    [0, Number.NaN, "not samples: NaN from 0; expected whole numbers from 0"],
    [2, -1, "not samples: -1 from 2; expected whole numbers from 0"],
  ])("%d and %d are refused", (from, count, says) => {
    expect(() => denseSamples(split, from, count)).toThrow(new RangeError(says));
  });
});
