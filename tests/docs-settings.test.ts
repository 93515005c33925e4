import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { settingsPage } from "./settings-page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** `pnpm schema` writes it anew. */
test("docs/settings.md is what the schema says", async () => {
  const schema = readFileSync(`${root}packages/schema/experiment.schema.json`, "utf8");
  await expect(settingsPage(JSON.parse(schema))).toMatchFileSnapshot(`${root}docs/settings.md`);
});
