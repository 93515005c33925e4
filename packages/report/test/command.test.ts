import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lrSweep, single } from "./fixtures/stories.ts";
import { saidByReport } from "./said-by-report.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gradlab-report-"));
});
afterEach(() => rm(dir, { recursive: true }));

async function store(name: string, file: string, text: string) {
  const folder = path.join(dir, name, "runs");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, file), text);
}

const report = (...args: string[]) => saidByReport(dir, ...args);

test("no results: a sentence with the next command", async () => {
  await expect(report()).rejects.toThrow("pnpm exp run lr-sweep");
  await expect(report("--results", path.join(dir, "nowhere"))).rejects.toThrow("no results:");
});

test("writes one page from the newest run that can be read and names the broken one", async () => {
  await store("lr-sweep", "20260101T000000Z-aaaa.json", JSON.stringify(lrSweep()));
  await store("lr-sweep", "20260102T000000Z-bbbb.json", "{ half");
  await store(
    "lr-sweep",
    "20260103T000000Z-cccc.json",
    JSON.stringify({ ...lrSweep(), trials: 3 }),
  );
  await store("single", "20260101T000000Z-aaaa.json", JSON.stringify(single()));
  const { said, warned } = await report();
  expect(said).toContain("lr-sweep: 3\u00a0charts, 24\u00a0trials");
  expect(warned).toContain("bbbb.json; not valid JSON");
  expect(warned).toMatch(/cccc\.json; .*trials: /);
  const page = await readFile(path.join(dir, "report", "index.html"), "utf8");
  expect(page).toContain("20260102T000000Z-bbbb.json");
  expect(page).toContain('href="#single"');
});

test("an unknown experiment: the nearest one", async () => {
  await store("lr-sweep", "1.json", JSON.stringify(lrSweep()));
  await expect(report("lr-swep")).rejects.toThrow("did you mean lr-sweep?");
});

test("only broken runs: says so", async () => {
  await store("lr-sweep", "1.json", "null");
  await expect(report()).rejects.toThrow("no readable results: lr-sweep");
});

test("an unknown flag: the nearest one", async () => {
  await expect(report("--ot", "x")).rejects.toThrow("did you mean --out?");
});

test("help shows an example", async () => {
  const { said } = await report("--help");
  expect(said).toMatch(/^pnpm report \[experiment…\]/);
  expect(said).toContain("pnpm report lr-sweep");
});

test("--out where no file can be", async () => {
  await store("single", "1.json", JSON.stringify(single()));
  await writeFile(path.join(dir, "file"), "");
  await expect(report("--out", path.join(dir, "file", "x.html"))).rejects.toThrow("cannot write");
});
