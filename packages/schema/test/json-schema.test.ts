import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { experimentJsonSchema } from "../src/index.ts";

test("experiment.schema.json is what `pnpm schema` writes", () => {
  const file = new URL("../experiment.schema.json", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(experimentJsonSchema());
});
