import type { Run } from "@gradlab/schema";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PNG } from "pngjs";
import { afterEach, expect, test, vi } from "vitest";
import { stories } from "./fixtures/stories.ts";
import { ResultsFolder } from "./results-folder.ts";
import { saidByReport } from "./said-by-report.ts";

afterEach(() => vi.unstubAllEnvs());

/** Draws an experiment whose sweepPoint has these letters; of the machine's fonts one that has 学 alone is first. */
async function drawn(letters: string) {
  vi.stubEnv("XDG_DATA_HOME", path.join(import.meta.dirname, "fixtures"));
  const named = JSON.stringify(stories.activations()).replaceAll(
    '"model.activation":"relu"',
    `"model.activation":"${letters}"`,
  );
  const folder = await ResultsFolder.make();
  await folder.run(JSON.parse(named) as Run);
  const file = path.join(folder.dir, "picture.png");
  const forms = ["--png", "--chart", "sweep-categories", "--out", file];
  const { warned } = await saidByReport(folder.dir, ...forms);
  return { png: PNG.sync.read(await readFile(file)), warned };
}

test("a letter that the bundled font lacks is drawn in one of the machine, which is said once", async () => {
  const { png, warned } = await drawn("学学");
  expect(warned).toBe(
    "the bundled font lacks: 学; drawn in one-letter.ttf of this machine: elsewhere these PNG files may be other bytes",
  );
  // The letter of that font is a filled square: dark pixels side by side, in no letter of ours as many.
  const isDark = (i: number) => png.data[4 * i]! < 130;
  const count = png.width * png.height;
  const longest = { now: 0, most: 0 };
  for (let i = 0; i < count; i++) {
    const y = Math.floor(i / png.width);
    const isLabel = i % png.width < 250 && y > 160 && y < 300;
    longest.now = isLabel && isDark(i) ? longest.now + 1 : 0;
    longest.most = Math.max(longest.most, longest.now);
  }
  expect(longest.most).toBeGreaterThan(15);
});

test("a letter that no font has is named, with where it is to be had", async () => {
  const { warned } = await drawn("学\u0378");
  expect(warned).toContain(
    "no font of this machine has: \u0378; boxes stand for them in PNG files",
  );
  expect(warned).toContain("use --svg");
  expect(warned).toContain("lacks: 学; drawn in one-letter.ttf");
});

test("letters that the bundled font has need no other", async () => {
  expect((await drawn("größer × 10⁻³")).warned).toBe("");
});
