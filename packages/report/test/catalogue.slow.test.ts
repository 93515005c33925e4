import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executable, launch } from "./chromium.ts";
import { open, overflows, violations, visit } from "./visit.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const dir = mkdtempSync(path.join(tmpdir(), "gradlab-catalogue-"));
const file = path.join(dir, "results", "report", "index.html");
const names = readdirSync(`${root}/experiments`).map((it) => path.basename(it, ".yaml"));
const trains = names.filter((name) =>
  /^task: train$/m.test(readFileSync(`${root}/experiments/${name}.yaml`, "utf8")),
);

const run = (bin: string, ...args: string[]) =>
  execFileSync(process.execPath, [path.join(root, bin), ...args], { cwd: dir, stdio: "pipe" });
const exp = (...args: string[]) => run("packages/runner/bin/exp.mjs", ...args);

/** The whole catalogue, its training cut short, on MNIST where it is and on drawn digits else. */
describe("the page of the whole catalogue", () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    cpSync(`${root}/experiments`, path.join(dir, "experiments"), { recursive: true });
    exp("run", ...names.filter((name) => !trains.includes(name)));
    for (const name of trains) {
      exp("run", name, "train.steps=60", "train.evaluateEvery=20", "--seeds", "2");
    }
    run("packages/report/bin/report.mjs");
    if (executable !== undefined) browser = await launch();
  }, 1_200_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true });
  });

  test("has every experiment, in less than 2 MB, and comes out the same again", () => {
    const html = readFileSync(file, "utf8");
    for (const name of names) expect(html).toContain(`<article class="view" id="${name}"`);
    expect(statSync(file).size).toBeLessThan(2e6);
    run("packages/report/bin/report.mjs");
    expect(readFileSync(file, "utf8") === html).toBe(true);
  });

  test.skipIf(executable === undefined).each([
    { width: 360, scheme: "dark" as const },
    { width: 1920, scheme: "light" as const },
  ])("$width px, $scheme: every experiment, and axe-core finds nothing", async (looks) => {
    const { page, troubles, requests } = await visit(browser!, pathToFileURL(file).href, looks);
    for (const name of ["experiments", ...names]) {
      await open(page, name);
      expect(await overflows(page), name).toEqual([]);
      expect(await page.locator(".shown .chart:not([data-state=drawn])").count(), name).toBe(0);
      await page.evaluate(
        "for (const it of document.querySelectorAll('.shown details')) it.open = true",
      );
      expect(await overflows(page), name).toEqual([]);
      expect(await violations(page), name).toEqual([]);
    }
    expect([troubles, requests]).toEqual([[], []]);
  });

  test("every link to a file leads to one", () => {
    const html = readFileSync(file, "utf8").replace(/<script.*?<\/script>/gs, "");
    const links = [...html.matchAll(/href="(\.\.\/[^"]*)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(200);
    for (const link of links) {
      expect(statSync(path.join(path.dirname(file), decodeURIComponent(link))).isFile()).toBe(true);
    }
  });
});

test("it says so where nothing has run", () => {
  const empty = mkdtempSync(path.join(tmpdir(), "gradlab-empty-"));
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "packages/report/bin/report.mjs")],
    { cwd: empty, encoding: "utf8" },
  );
  rmSync(empty, { recursive: true });
  expect(status).toBe(2);
  expect(stderr).toContain("pnpm exp run lr-sweep");
});
