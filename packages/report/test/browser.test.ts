import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../src/page/page.ts";
import { hostile } from "./fixtures/hostile.ts";
import { stories } from "./fixtures/stories.ts";

const executable =
  process.env["CHROMIUM"] ??
  (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .flatMap((dir) =>
      ["chromium", "chromium-browser", "google-chrome"].map((it) => path.join(dir, it)),
    )
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

describe.skipIf(executable === undefined)("in Chromium", () => {
  let browser: Browser;
  let dir: string;
  let url: string;
  let charts: number;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "gradlab-page-"));
    const runs = [...Object.values(stories).map((story) => story()), hostile()];
    const { html } = reportPage(
      runs.map((run) => ({ experiment: run.experiment, run, file: "r.json", skipped: [] })),
    );
    charts = html.match(/class="chart"/g)!.length;
    const file = path.join(dir, "index.html");
    await writeFile(file, html);
    url = pathToFileURL(file).href;
    browser = await chromium.launch({ executablePath: executable!, args: flags.split(" ") });
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    await rm(dir, { recursive: true, force: true });
  });

  test.each([
    { width: 360, colorScheme: "light" as const },
    { width: 1920, colorScheme: "light" as const },
    { width: 1280, colorScheme: "dark" as const },
  ])(
    "$width px, $colorScheme: draws all charts, asks for nothing, fits",
    { timeout: 60_000 },
    async ({ width, colorScheme }) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const troubles: string[] = [];
      const requests: string[] = [];
      page.on("console", (message) => troubles.push(message.text()));
      page.on("pageerror", (error) => troubles.push(error.message));
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(url);
      await page.waitForSelector(".chart:not([data-state])", { state: "detached" });
      expect(troubles).toEqual([]);
      expect(requests.filter((it) => it !== url && it !== "data:,")).toEqual([]);
      expect(await page.locator(".chart[data-state=drawn] svg path").count()).toBeGreaterThan(
        charts,
      );
      expect(await page.locator(".chart[data-state=drawn] svg").count()).toBe(charts);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - innerWidth"),
      ).toBeLessThanOrEqual(0);
      expect(await page.evaluate("typeof window.pwned")).toBe("undefined");
      const clipped =
        "[...document.querySelectorAll('.chart')].filter((it) => it.scrollWidth > it.clientWidth + 1).length";
      expect(await page.evaluate(clipped)).toBe(0);
      const fills =
        "[...document.querySelectorAll('.chart svg text')].map((it) => getComputedStyle(it).fill)";
      expect(await page.evaluate(fills)).toContain(
        colorScheme === "dark" ? "rgb(230, 233, 238)" : "rgb(31, 35, 40)",
      );
      await page
        .locator("#lr-sweep-sweep-response path[aria-roledescription=point]")
        .last()
        .hover();
      expect(await page.locator(".tooltip").innerText()).toContain("Student’s t");
      await page.close();
    },
  );
});
