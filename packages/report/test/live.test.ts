import { copyFileSync, cpSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findLive } from "../src/live/live.ts";
import { reportPage } from "../src/page/page.ts";
import { readResults } from "../src/results/read-results.ts";
import { executable, launch } from "./chromium.ts";
import { liveResults } from "./fixtures/live-results.ts";
import { descent } from "./fixtures/task-stories.ts";
import { ResultsFolder } from "./results-folder.ts";
import { open, overflows, violations, visit } from "./visit.ts";
import { watching } from "./watching.ts";

let dir: string;
let url: string;
let html: string;
const warned: string[] = [];
const warn = (line: string) => void warned.push(line);

async function pageOf(results: string): Promise<string> {
  const runs = await readResults(results, [], warn);
  const live = await findLive(runs, results, warn);
  return (await reportPage(runs, undefined, { live })).html;
}

beforeAll(async () => {
  dir = liveResults();
  const file = join(dir, "index.html");
  html = await pageOf(dir);
  writeFileSync(file, html);
  url = pathToFileURL(file).href;
});

afterAll(() => rmSync(dirname(dir), { recursive: true, force: true }));

test("the net that reads best is taken; the same results give the same page", async () => {
  const { view, says } = await findLive(await readResults(dir, [], warn), dir, warn);
  expect(says).toBe("draw a digit: the net of reader, seed 1, reads it in the page");
  expect(view!.element.text).toContain("steps 500");
  expect(await pageOf(dir)).toBe(html);
  expect(/script-src [^;]*'wasm-unsafe-eval'/.test(html)).toBe(true);
  expect(html).not.toContain("'unsafe-eval'");
  expect(warned).toEqual([]);
});

describe("files that are not as they should be", () => {
  const copy = () => {
    const other = `${dir}-copy`;
    rmSync(other, { recursive: true, force: true });
    cpSync(dir, other, { recursive: true });
    const trials = join(other, "reader", "trials");
    const named = (ending: string) =>
      readdirSync(trials)
        .filter((name) => name.endsWith(ending))
        .map((name) => join(trials, name));
    return { other, named };
  };
  const find = async (folder: string) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    return { ...(await findLive(await readResults(folder, [], say), folder, say)), said };
  };

  test("no params: the page and the terminal say how to get it", async () => {
    const { other, named } = copy();
    for (const file of named(".safetensors")) rmSync(file);
    const { view, teaser, says, said } = await find(other);
    expect([view, said]).toEqual([undefined, []]);
    expect(says).toContain("pnpm exp run reader --save-params");
    expect(teaser!.text).toContain("pnpm exp run reader --save-params");
    expect(await pageOf(other)).not.toContain("wasm-unsafe-eval");
    const failed = (await readResults(other, [], warn)).map((it) => ({
      ...it,
      run: {
        ...it.run,
        trials: it.run.trials.map((one) => ({ ...one, status: "failed" as const })),
      },
    }));
    expect(await findLive(failed, other, warn)).toEqual({});
  });

  test("another trial's params: named, not shown", async () => {
    const { other, named } = copy();
    const [a, b] = named(".params.safetensors");
    copyFileSync(a!, b!);
    const { view, said } = await find(other);
    expect(view).toBeUndefined();
    expect(said.join()).toMatch(/cannot show the net of .*: W1 is not the trial’s: other bits/);
  });

  test("params alone: no slider, no proof, and it reads all the same", async () => {
    const { other, named } = copy();
    for (const file of named(".checkpoints.safetensors")) rmSync(file);
    const { view } = await find(other);
    expect(view!.element.text).not.toMatch(/live-training|live-proof|live-samples/);
    expect(view!.data).toHaveLength(2);
  });

  test("where no net reads digits nothing is said", async () => {
    const run = descent();
    const result = { experiment: run.experiment, run, file: "r.json", skipped: [] };
    expect(await findLive([result], dir, warn)).toEqual({});
  });
});

/** Corners of a three, in shares of the pad's side. */
const three = [
  [0.3, 0.25],
  [0.45, 0.18],
  [0.62, 0.22],
  [0.66, 0.35],
  [0.45, 0.48],
  [0.6, 0.52],
  [0.68, 0.65],
  [0.6, 0.8],
  [0.42, 0.84],
  [0.3, 0.76],
] as const;

async function draw(page: Page): Promise<void> {
  const pad = page.locator(".live-pad canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(three[0]));
  await page.mouse.down();
  for (const point of three) await page.mouse.move(...at(point), { steps: 3 });
  await page.mouse.up();
}

describe.skipIf(executable === undefined)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  const opened = async (looks: Parameters<typeof visit>[2]) => {
    const visited = await visit(browser, url, looks);
    await open(visited.page, "live");
    await visited.page.waitForSelector(".live[data-state=ready]");
    return { ...visited, text: (selector: string) => visited.page.locator(selector).innerText() };
  };

  const desktop = { width: 1280, scheme: "light" } as const;
  let shared: ReturnType<typeof opened> | undefined;
  /** One page for the tests that leave it as others may find it. */
  const openedOnce = () => (shared ??= opened(desktop));

  test("a three drawn with the mouse is read as 3, and cleared away", async () => {
    const { page, troubles, requests, text } = await openedOnce();
    await draw(page);
    expect(await text(".live-digit")).toBe("3");
    expect(await text(".live-bars .most th")).toBe("3");
    expect(
      Number((await text(".live-bars .most .number")).replaceAll(/[^\d.]/g, "")),
    ).toBeGreaterThan(50);
    expect(await page.locator(".live-status").textContent()).toMatch(
      /^Your drawing\. It reads a 3, with probability /,
    );
    expect(await page.locator(".live-tiles").getAttribute("aria-label")).toMatch(
      /^\d+ of 30 hidden units are active; most of all unit \d+/,
    );
    await page.click(".live-clear");
    await expect.poll(() => text(".live-digit")).toBe("");
    expect(await page.locator(".live-hint").isVisible()).toBe(true);
    expect([troubles, requests]).toEqual([[], []]);
  });

  test("every checkpoint of the slider equals Node bit for bit, and reads better than the first", async () => {
    const { page, text } = await openedOnce();
    const slider = page.locator(".live-training input");
    const rightOf = async () =>
      Number(/of which (\d+) are/.exec(await text(".live-proof .source"))![1]);
    const last = await rightOf();
    expect(await text(".live-proof .source")).toContain("SIMD kernels");
    await slider.focus();
    for (const step of ["256", "64", "16", "4", "1"]) {
      await page.keyboard.press("ArrowLeft");
      expect(await text(".live-training output")).toContain(`after step ${step}:`);
      expect(await text(".live-equal")).toBe("100 of 100 predictions equal Node’s, bit for bit");
    }
    expect(await rightOf()).toBeLessThan(last);
  });

  test("without a pointer: arrow keys go through the test images, a button to those misread", async () => {
    const { page, text } = await openedOnce();
    await page.locator(".live-samples input").focus();
    const first = await page.locator(".live-status").textContent();
    await page.keyboard.press("ArrowRight");
    expect(await text(".live-samples output")).toMatch(/^: 2 of 100, labelled \d$/);
    const second = await page.locator(".live-status").textContent();
    expect(second).not.toBe(first);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const label = /labelled (\d)/.exec(await text(".live-samples output"))![1];
    expect(await text(".live-digit")).not.toBe(label);
  });

  test("a page that is served gets the net when its params come, and keeps it while others change", async () => {
    const results = await ResultsFolder.make();
    const trials = join("reader", "trials");
    const nets = readdirSync(join(dir, trials)).filter((name) => name.endsWith(".safetensors"));
    cpSync(join(dir, "reader"), join(results.dir, "reader"), { recursive: true });
    for (const name of nets) rmSync(join(results.dir, trials, name));
    const { url: address, warned: said } = await watching(results.dir);
    const { page, troubles } = await visit(browser, address, { width: 900, scheme: "light" });
    expect(await page.locator(".live").count()).toBe(0);
    for (const name of nets) {
      const file = join(results.dir, trials, name);
      copyFileSync(join(dir, trials, name), `${file}.part`);
      renameSync(`${file}.part`, file);
    }
    // The best one, whole: what is there before may be a part, and is replaced.
    const best = 'article.live:has-text("steps 500") .live-proof';
    await page.waitForSelector(best, { state: "attached" });
    await open(page, "live");
    await page.waitForSelector(".live[data-state=ready]");
    await draw(page);
    const digit = () => page.locator(".live-digit").innerText();
    expect(await digit()).toBe("3");
    expect(await page.locator(".live-proof .source").innerText()).toContain("SIMD kernels");

    const run = descent();
    await results.run(run);
    await page.waitForSelector(`article#${run.experiment}`, { state: "attached" });
    expect(await digit()).toBe("3");
    expect([troubles, said]).toEqual([[], []]);
    await page.close();
  });

  test("without SIMD or shared memory the plain kernels read the same bits", async () => {
    const page = await browser.newPage();
    await page.addInitScript("delete globalThis.WebAssembly");
    await page.goto(`${url}#live`);
    await page.waitForSelector(".live[data-state=ready]");
    expect(await page.locator(".live-equal").innerText()).toMatch(/^100 of 100 /);
    expect(await page.locator(".live-proof .source").innerText()).toContain("plain kernels");
    await page.close();
  });

  test.each([{ width: 360, scheme: "dark" as const }, desktop])(
    "$width px, $scheme: fits, and axe-core finds nothing",
    async (looks) => {
      const { page, troubles } = await (looks === desktop ? openedOnce() : opened(looks));
      await draw(page);
      await page.locator(".live-units summary").click();
      await page.waitForSelector(".live-units tbody tr:nth-child(30)");
      expect(await overflows(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});
