import path from "node:path";
import { PNG } from "pngjs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LettersNotice } from "../src/forms/letters-notice.ts";
import { lettersFrom, pngOf } from "../src/forms/png.ts";

// Of the machine's fonts the first has 学 alone, as a filled square.
beforeEach(() => void vi.stubEnv("XDG_DATA_HOME", path.join(import.meta.dirname, "fixtures")));
afterEach(() => vi.unstubAllEnvs());

async function drawn(letters: string) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" font-family="Inter"><rect width="60" height="20" fill="white"/><text y="16"><tspan>${letters}</tspan></text></svg>`;
  const notice = new LettersNotice();
  notice.note(lettersFrom(svg));
  const { data } = PNG.sync.read(Buffer.from(await pngOf(svg)));
  const black = [...data].filter((value, i) => i % 4 === 0 && value < 10).length;
  return { said: notice.lines(), black };
}

test("a letter that the bundled font lacks is drawn in one of the machine, which is said", async () => {
  const { black, said } = await drawn("学x学");
  expect(said).toEqual([
    "the bundled font lacks: 学; drawn in one-letter.ttf of this machine: elsewhere these PNG files may be other bytes",
  ]);
  const square = (2 * 0.8 * 12) ** 2;
  expect(black).toBeGreaterThan(2 * square * 0.8);
});

test("a letter that no font has is named, with where it is to be had", async () => {
  const { said } = await drawn("学\u0378");
  expect(said).toHaveLength(2);
  expect(said[0]).toContain("lacks: 学; drawn in one-letter.ttf");
  expect(said[1]).toContain(
    "no font of this machine has: \u0378; boxes stand for them in PNG files",
  );
  expect(said[1]).toContain("use --svg");
});

test("letters that the bundled font has need no other", async () => {
  expect((await drawn("größer × 10⁻³")).said).toEqual([]);
});
