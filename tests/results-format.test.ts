import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { baseline, run, trial } from "../packages/schema/src/index.ts";

const page = readFileSync(new URL("../docs/results-format.md", import.meta.url), "utf8");

test.each([
  ["A trial", trial],
  ["A run", run],
  ["A baseline", baseline],
])("docs/results-format.md lists the keys of: %s", (heading, schema) => {
  const [, section = ""] = page.split(`## ${heading}\n`);
  const listed = [...section.split("\n## ")[0]!.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key);
  expect(listed).toEqual(Object.keys(schema.shape));
});
