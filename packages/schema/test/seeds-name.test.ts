import { expect, test } from "vitest";
import { seedsName } from "../src/index.ts";

const odd = Array.from({ length: 150 }, (_, i) => 2 * i + 1);

test.each([
  [[4], "seed 4"],
  [[1, 2], "seeds 1, 2"],
  [[3, 1, 2], "seeds 1 to 3"],
  [[1, 2, 5, 6, 7, 9], "seeds 1, 2, 5 to 7, 9"],
  [[2, 2], "seed 2"],
  [odd, "150 seeds from 1 to 299"],
])("%s: %s", (seeds, name) => {
  expect(seedsName(seeds)).toBe(name);
});
