import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../src/page/page.ts";
import { executable, launch } from "./chromium.ts";
import { bench } from "./fixtures/bench.ts";
import { hostile } from "./fixtures/hostile.ts";
import { stories } from "./fixtures/stories.ts";
import { buildTrial } from "./fixtures/trial.ts";
import { ResultsFolder } from "./results-folder.ts";
import { open, overflows, settled, violations, visit } from "./visit.ts";
import { watching } from "./watching.ts";

interface Canvas {
  getContext(kind: "2d"): {
    getImageData(x: number, y: number, w: number, h: number): { data: number[] };
  };
}

/** In the page: how opaque the first pixels of a canvas are. */
const opacitiesOf = (canvas: unknown, n: number) => {
  const { data } = (canvas as Canvas).getContext("2d").getImageData(0, 0, n, 1);
  return [...data].filter((_, i) => i % 4 === 3);
};

describe.skipIf(executable === undefined)("in Chromium", () => {
  let browser: Browser;
  let dir: string;
  let url: string;
  let ids: string[];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "gradlab-page-"));
    const runs = [...Object.values(stories).map((story) => story()), hostile()];
    const results = runs.map((run) => ({
      experiment: run.experiment,
      run,
      file: "r.json",
      skipped: [],
    }));
    const [{ html }] = await Promise.all([
      reportPage(results, { bench: bench(), file: "b.json" }),
      launch().then((it) => (browser = it)),
    ]);
    ids = [...html.matchAll(/<(?:article|section) class="view[^>]* id="([^"]*)"/g)].map(
      ([, id]) => id!,
    );
    url = pathToFileURL(path.join(dir, "index.html")).href;
    await writeFile(path.join(dir, "index.html"), html);
  });

  afterAll(async () => {
    await browser?.close();
    await rm(dir, { recursive: true, force: true });
  });

  test.each([
    { width: 360, scheme: "light" as const, ink: "rgb(31, 35, 40)" },
    { width: 1920, scheme: "dark" as const, ink: "rgb(230, 233, 238)" },
  ])("$width px, $scheme: every view draws its charts, asks for nothing, fits", async (looks) => {
    const { page, troubles, requests } = await visit(browser, url, looks);
    expect(ids.length).toBe(Object.keys(stories).length + 3);
    for (const id of ids) {
      await open(page, id);
      expect(await overflows(page), id).toEqual([]);
      expect(await page.locator(".shown .chart:not([data-state=drawn])").count(), id).toBe(0);
    }
    expect(troubles).toEqual([]);
    expect(requests).toEqual([]);
    expect(await page.evaluate("typeof window.pwned")).toBe("undefined");

    await open(page, "lr-sweep");
    const inks =
      "[...document.querySelectorAll('.chart text')].map((it) => getComputedStyle(it).fill)";
    expect(await page.evaluate(inks)).toContain(looks.ink);
    const points = page.locator('[id="lr-sweep/sweep-response"] .mark-symbol.role-mark path');
    await points.last().hover();
    await expect.poll(() => page.locator(".tooltip").innerText()).toContain("Student’s t");
    await page.keyboard.press("Escape");
    expect(await page.locator(".tooltip").isVisible()).toBe(false);
    await page.close();
  });

  test.each([
    { scheme: "light" as const, views: ["experiments", "lr-sweep", "gates", "performance"] },
    { scheme: "dark" as const, views: ["too-large", "deep-training"] },
  ])("axe-core finds nothing, $scheme", async ({ scheme, views }) => {
    const { page } = await visit(browser, url, { width: 1280, scheme });
    for (const id of views) {
      await open(page, id);
      await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
      expect(await violations(page), id).toEqual([]);
    }
    await page.close();
  });

  test("a keyboard is enough: search, a card, the way back", async () => {
    const { page } = await visit(browser, url, { width: 1280, scheme: "light" });
    const shown = () => page.locator(".card:visible h4").allInnerTexts();
    const focused = () => page.evaluate("document.activeElement.textContent.trim()");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the results");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("blow up");
    await expect.poll(shown).toEqual(["When training diverges"]);
    expect(await page.locator(".finder output").innerText()).toBe(`1 of ${ids.length - 2} shown`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("When training diverges");
    await page.keyboard.press("Enter");
    await settled(page, "too-large");
    expect(await page.evaluate("location.hash")).toBe("#too-large");
    expect(await focused()).toBe("When training diverges");
    expect(await page.title()).toBe("When training diverges · gradlab");
    await page.goBack();
    await page.waitForSelector(".shown#experiments");
    expect(await shown()).toEqual(["When training diverges"]);
    await page.close();
  });

  test("an address opens its experiment at its chart; an unknown one the front page", async () => {
    const at = (hash: string) => visit(browser, `${url}#${hash}`, { width: 900, scheme: "light" });
    const { page } = await at("lr-sweep/loss-curves");
    await settled(page, "lr-sweep");
    await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(500);
    await page.setViewportSize({ width: 500, height: 800 });
    await open(page, "experiments");
    await page.setViewportSize({ width: 900, height: 800 });
    await open(page, "lr-sweep");
    expect(await overflows(page)).toEqual([]);
    const widths =
      "[...document.querySelectorAll('.shown .chart svg')].map((it) => it.clientWidth)";
    for (const width of await page.evaluate<number[]>(widths)) expect(width).toBeGreaterThan(700);
    await page.close();
    const { page: other, troubles } = await at("%E0%A4%A");
    expect(await other.locator(".view.shown").getAttribute("id")).toBe("experiments");
    expect(troubles).toEqual([]);
    await other.close();
  });

  test("curves are smoothed, and the raw ones stay", async () => {
    const { page } = await visit(browser, url, { width: 900, scheme: "light" });
    await open(page, "gradients");
    const figure = page.locator('[id="gradients/gradient-difference"]');
    const lines = () => figure.locator(".mark-line.role-mark path").count();
    const before = await lines();
    await figure.getByLabel("Smoothing").fill("0.9");
    expect(await figure.locator("output").innerText()).toBe("0.90");
    await expect.poll(lines).toBe(2 * before);
    await figure.getByLabel("Smoothing").fill("0");
    await expect.poll(lines).toBe(before);
    await page.close();
  });

  test("a click on the confusion matrix shows the misread digits", async () => {
    const { page, troubles } = await visit(browser, url, { width: 900, scheme: "dark" });
    await open(page, "deep-training");
    const figure = page.locator('[id="deep-training/mistakes"]');
    const shown = () => figure.locator("li:visible").allInnerTexts();
    const all = await shown();
    // Of the first picture, levels 0, 3, 6, …: ink, the stronger the higher.
    const opacities = await figure.locator("canvas").first().evaluate(opacitiesOf, 4);
    expect(opacities).toEqual([0, 51, 102, 153]);
    const cells = page.locator('[id="deep-training/confusion-matrix/1"] .mark-rect.role-mark path');
    const titles = await cells.count();
    for (let i = 0; i < titles && (await shown()).length === all.length; i++) {
      await cells.nth(i).dispatchEvent("click");
    }
    expect((await shown()).every((text) => text.startsWith("0 read as 6"))).toBe(true);
    await figure.getByLabel("Show").selectOption("4 9");
    expect(await shown()).toHaveLength(4);
    await figure.getByLabel("Show").selectOption("");
    expect(await shown()).toEqual(all);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test("a page that is served follows the trials, and leaves the rest as it is", async () => {
    const results = await ResultsFolder.make();
    await results.run(stories.single());
    await results.run(stories.gates());
    const { url: address } = await watching(results.dir);
    const { page, troubles } = await visit(browser, address, { width: 900, scheme: "light" });
    await open(page, "gates");
    await page.evaluate("document.querySelector('.shown details').open = true");
    const run = stories.lrSweep();
    for (const seed of [1, 2]) {
      await results.trial(buildTrial(run, { "train.optimizer.learningRate": 0.1 }, seed));
      await page.waitForSelector(`#experiments:has-text("${seed}\u00a0trial")`, {
        state: "attached",
      });
    }
    expect(await page.locator(".shown details").first().getAttribute("open")).toBe("");
    await open(page, "lr-sweep-running");
    expect(await page.locator(".shown .chart[data-state=drawn] svg").count()).toBeGreaterThan(0);
    await results.run({ ...run, endedAt: "2027-02-01T00:00:00Z" });
    await settled(page, "lr-sweep");
    expect(await overflows(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test("the scheme can be switched, and the page printed whole", async () => {
    const { page } = await visit(browser, url, { width: 1280, scheme: "dark" });
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await background()).toBe("rgb(20, 24, 30)");
    await page.getByRole("button", { name: "Light" }).click();
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Dark" }).click();
    await open(page, "lr-sweep");
    await page.emulateMedia({ media: "print" });
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.close();
  });
});
