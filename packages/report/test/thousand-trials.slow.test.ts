import { spawnSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";
import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { executable, launch } from "./chromium.ts";
import { buildRun } from "./fixtures/build-run.ts";
import { ResultsFolder } from "./results-folder.ts";
import { overflows, settled, visit } from "./visit.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const rate = (i: number) => Number((0.001 * 1.008 ** i).toPrecision(6));

/** A thousand learning rates, each with as many points as the runner keeps of 10,000 steps. */
const thousand = () =>
  buildRun({
    experiment: "thousand",
    config: { title: "A thousand trials" },
    seeds: 1,
    steps: 10_000,
    evaluateEvery: 20,
    points: Array.from({ length: 1000 }, (_, i) => ({
      sweepPoint: { "train.optimizer.learningRate": rate(i) },
      accuracy: (t: number) => 0.1 + 0.8 * Math.min(1, t * (1 + i / 100)),
      status: () => (i > 980 ? ("diverged" as const) : ("complete" as const)),
    })),
  });

test("a thousand trials of 10,000 steps: less than 600 MB to make a page of 2 MB, which can be read", async () => {
  const results = await ResultsFolder.make();
  await results.run(thousand());
  const script = `
    const { main } = await import(${JSON.stringify(pathToFileURL(main).href)});
    process.exitCode = await main(["--results", ${JSON.stringify(results.dir)}]);
    console.log(process.resourceUsage().maxRSS);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(stdout).toContain("1,000\u00a0trials");
  expect(Number(stdout.trim().split("\n").at(-1))).toBeLessThan(600_000); // kilobytes
  const file = path.join(results.dir, "report", "index.html");
  expect(statSync(file).size).toBeLessThan(2e6);
  if (executable === undefined) return;
  const browser = await launch();
  const { page, troubles } = await visit(browser, pathToFileURL(file).href, {
    width: 360,
    scheme: "light",
  });
  await settled(page);
  expect(await overflows(page)).toEqual([]);
  expect(await page.locator("article").innerText()).toContain("19 of 1000 have trials");
  // On paper the lists of a thousand stay folded, and a line is a line, not a thousand dashes.
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.length).toBeLessThan(2e6);
  expect(await page.locator("details.long[open]").count()).toBe(0);
  expect(troubles).toEqual([]);
  await browser.close();
});
