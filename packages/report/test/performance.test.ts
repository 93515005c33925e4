import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, View } from "vega";
import { expect, onTestFinished, test } from "vitest";
import { arithmeticSpeed } from "../src/charts/arithmetic-speed.ts";
import { compileChart } from "../src/charts/compile.ts";
import { costGrowth } from "../src/charts/cost-growth.ts";
import { reportPage } from "../src/page/page.ts";
import { writeReport } from "../src/write-report.ts";
import { bench } from "./fixtures/bench.ts";
import { single } from "./fixtures/stories.ts";

test.each([costGrowth, arithmeticSpeed])("%o compiles without a warning", async (chart) => {
  const { vega, warnings } = compileChart(chart(bench())!);
  expect(warnings).toEqual([]);
  const svg = await new View(parse(vega), { renderer: "none" }).toSVG();
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(chart({ ...bench(), costs: [] })).toBeUndefined();
});

test("descriptions say the data", () => {
  expect(costGrowth(bench())!.description).toContain(
    "µs for a step, gradlab: 2 at 1, 200 at 100 samples in a batch",
  );
  expect(arithmeticSpeed(bench())!.description).toContain("Most: 2.5 GFLOP/s, gradlab; limit");
});

test("the section has the numbers, the goals and the profile, and escapes", async () => {
  const { html, performanceCharts } = await reportPage([], { bench: bench(), file: "1.json" });
  const text = html.replace(/<script.*?<\/script>/gs, "").replace(/\s+/g, " ");
  expect(performanceCharts).toBe(2);
  for (const part of [
    "A CPU &lt;fast&gt;",
    "3 [2.7, 3.3]",
    "reached</span> at least 2, aim 4",
    "missed</span> at most 250, aim 120",
    "75.0 %",
  ]) {
    expect(text.includes(part), part).toBe(true);
  }
});

test("the newest readable file of results/bench, also where no experiment has run", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "gradlab-report-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await mkdir(path.join(dir, "bench"));
  await writeFile(path.join(dir, "bench", "1.json"), JSON.stringify(bench()));
  await writeFile(path.join(dir, "bench", "2.json"), "{ half");
  await writeFile(path.join(dir, "bench", "3.json"), JSON.stringify({ ...bench(), costs: 1 }));
  const said: string[] = [];
  const warned: string[] = [];
  const request = { experiments: [], resultsDir: dir, outFile: undefined };
  const write = () =>
    writeReport(
      request,
      (line) => said.push(line),
      (line) => warned.push(line),
    );
  await write();
  expect(said.at(-1)).toBe("  performance: 2\u00a0charts");
  expect(warned.join("\n")).toMatch(/3\.json; .*costs: .*\n.*2\.json; not valid JSON/);

  await mkdir(path.join(dir, "single", "runs"), { recursive: true });
  await writeFile(path.join(dir, "single", "runs", "1.json"), JSON.stringify(single()));
  await write();
  const page = await readFile(path.join(dir, "report", "index.html"), "utf8");
  expect(page).toContain('href="#performance"');
  await writeReport(
    { ...request, experiments: ["single"] },
    () => {},
    () => {},
  );
  expect(await readFile(path.join(dir, "report", "index.html"), "utf8")).not.toContain(
    'id="performance"',
  );
});
