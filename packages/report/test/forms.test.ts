import type { Run } from "@gradlab/schema";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { bench } from "./fixtures/bench.ts";
import { diverging, gradients, lrSweep, stories } from "./fixtures/stories.ts";
import { hostile } from "./fixtures/hostile.ts";
import { buildTrial } from "./fixtures/trial.ts";
import { ResultsFolder } from "./results-folder.ts";
import { saidByReport } from "./said-by-report.ts";

async function results(...runs: Run[]): Promise<ResultsFolder> {
  const folder = await ResultsFolder.make();
  for (const run of runs) await folder.run(run);
  return folder;
}

const report = ({ dir }: ResultsFolder, ...args: string[]) => saidByReport(dir, ...args);

/** Every file below a folder → its bytes, as text. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((it) => it.isFile()).map((it) => path.join(it.parentPath, it.name));
  const read = files.toSorted().map(async (file): Promise<[string, string]> => {
    return [path.relative(folder, file), await readFile(file, "latin1")];
  });
  return Object.fromEntries(await Promise.all(read));
}

test("every form in its place, and what was written is said", async () => {
  const folder = await results(gradients());
  const { said, warned } = await report(
    folder,
    ..."gradients --svg --png --spec --csv --markdown".split(" "),
  );
  const charts = ["sweep-categories", "step-time", "gradient-difference", "accuracy-curves"];
  const names = Object.keys(await filesIn(path.join(folder.dir, "report")));
  expect(names).toContain("gradients.md");
  expect(names).toContain("gradients.csv");
  for (const chart of charts) {
    for (const ending of [".svg", ".png", ".vl.json", ".csv"]) {
      expect(names).toContain(path.join("gradients", `${chart}${ending}`));
      expect(said).toContain(`${chart}${ending}`);
    }
  }
  expect(names).toHaveLength(2 + 5 * 4);
  expect(warned).toBe("");
});

test("the same results give the same bytes, whatever was drawn before", async () => {
  const folder = await results(lrSweep(), stories.descent());
  const out = path.join(folder.dir, "out");
  const forms = ["--svg", "--spec", "--csv", "--markdown", "--out", out];
  await report(folder, ...forms);
  const first = await filesIn(out);
  await report(folder, "lr-sweep", ...forms);
  expect(await filesIn(out)).toEqual(first);
  const alone = async (form: string, name: string) => {
    const file = path.join(out, name);
    await report(folder, "lr-sweep", form, "--chart", "loss-curves", "--out", file);
    return readFile(file, "latin1");
  };
  expect(await alone("--svg", "alone.svg")).toBe(first[path.join("lr-sweep", "loss-curves.svg")]);
  expect(await alone("--png", "a.png")).toBe(await alone("--png", "b.png"));
});

describe("a picture", () => {
  const picture = async (run: Run, chart: string, ...flags: string[]) => {
    const folder = await results(run);
    const file = path.join(folder.dir, "picture");
    await report(folder, "--svg", "--chart", chart, "--out", `${file}.svg`, ...flags);
    await report(folder, "--png", "--chart", chart, "--out", `${file}.png`, ...flags);
    const svg = await readFile(`${file}.svg`, "utf8");
    return { svg, png: PNG.sync.read(await readFile(`${file}.png`)) };
  };

  test("has two pixels for each of the SVG, its words, its key, and says what it shows", async () => {
    const { svg, png } = await picture(diverging(), "accuracy-curves");
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    expect([png.width, png.height]).toEqual([2 * width!, 2 * height!]);
    for (const text of ["Accuracy during training", "train split", "learning rate", "0.003"]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).toContain("<desc>Accuracy on the test split by step.");
    expect(svg).not.toMatch(/light-dark|undefined|NaN/);
  });

  test("is light, or dark", async () => {
    const corner = ({ data }: PNG) => [...data.subarray(0, 4)];
    expect(corner((await picture(lrSweep(), "sweep-response")).png)).toEqual([255, 255, 255, 255]);
    const dark = await picture(lrSweep(), "sweep-response", "--dark");
    expect(corner(dark.png)).toEqual([20, 24, 30, 255]);
  });
});

test("Markdown: question, answer, table, and pictures where the links lead", async () => {
  const folder = await results(lrSweep());
  const file = path.join(folder.dir, "docs", "sweep.md");
  await report(folder, "lr-sweep", "--markdown", "--out", file);
  const text = await readFile(file, "utf8");
  expect(text).toContain("# Learning rate sweep\n\nWhat does the learning rate do");
  expect(text).toContain("**1 of 3 claims holds, 1 does not, 1 is open.**");
  expect(text).toContain(
    "- ✅ pass: 0.1 learns well\n  - Test accuracy at learning rate 0.1: 96.87",
  );
  expect(text).toContain("| 0.003 | 83.18 ± 0.01 % |");
  const links = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, link]) => link!);
  expect(links).toHaveLength(3);
  for (const link of links) {
    expect(await readFile(path.join(path.dirname(file), decodeURIComponent(link)), "utf8")).toMatch(
      /^<svg/,
    );
  }
});

test("on standard output there is nothing but what was asked for", async () => {
  const folder = await results(diverging());
  const table = await report(folder, "too-large", "--csv", "--out", "-");
  const [head, ...rows] = table.said.split("\n");
  expect(head).toMatch(/^train\.optimizer\.learningRate,trials,diverged,failed,test\.accuracy,/);
  expect(rows).toHaveLength(8);
  expect(rows[7]).toMatch(/^3,3,3,0,(,|$)/);
  expect(table.warned).toBe("");
  const chart = await report(
    folder,
    ..."too-large --csv --chart sweep-response --out -".split(" "),
  );
  expect(chart.said.split("\n")[0]).toBe("learning rate,split,mean,low,high,n,trouble");
  expect(chart.said).toContain("3,test split,,,,0,3 of 3 trials diverged");
  const markdown = await report(folder, "too-large", "--markdown", "--out", "-");
  expect(markdown.said).toMatch(/^# When training diverges\n/);
  expect(markdown.said).toContain("> digits stand in for mnist");
  expect(markdown.warned).toContain("sweep-response.svg");
});

test("what a chart moved to the edge of its plot is itself in the rows", async () => {
  const folder = await results(stories.gradientCheck());
  const { said } = await report(folder, ..."--csv --chart tensor-differences --out -".split(" "));
  expect(said).toContain("activation sigmoid,b2,0,away from kinks,");
});

test("images that a run has left are pictures too, and rows that say what they are", async () => {
  const folder = await results(stories.deepTraining());
  await report(folder, "--svg", "--csv", "--chart", "mistakes,weights");
  const files = await filesIn(path.join(folder.dir, "report", "deep-training"));
  expect(Object.keys(files).toSorted()).toEqual([
    "mistakes.csv",
    "mistakes.svg",
    "weights.csv",
    "weights.svg",
  ]);
  expect(files["mistakes.csv"]).toMatch(/^panel,test image,true class,read as,output\n/);
  expect(files["mistakes.csv"]).toContain("batch size 10,20,0,6,0.95\n");
  expect(files["mistakes.svg"]).toContain(">4 read as 9</text>");
  const images = [...files["mistakes.svg"]!.matchAll(/"data:image\/png;base64,([^"]+)"/g)];
  expect(images).toHaveLength(8);
  const { width, data } = PNG.sync.read(Buffer.from(images[0]![1]!, "base64"));
  const middleOf = (x: number, y: number) => data[4 * (width * (14 * y + 7) + 14 * x + 7)];
  // Of eight pixels a side the story counts up from white to ink by three.
  expect([width, middleOf(0, 0), middleOf(1, 0), middleOf(5, 0)]).toEqual([112, 255, 210, 31]);
});

test("pictures that have no room are counted", async () => {
  const run = stories.deepTraining();
  const more = run.tables.map((it) => {
    const columns = Object.entries(it.columns).map(([name, cells]) => [
      name,
      Array.from({ length: 53 }, (_, i) => cells[i % cells.length]!),
    ]);
    return { ...it, columns: Object.fromEntries(columns) as typeof it.columns };
  });
  const folder = await results({ ...run, tables: more });
  await report(folder, "--svg", "--chart", "mistakes");
  const files = await filesIn(path.join(folder.dir, "report", "deep-training"));
  expect(files["mistakes.svg"]).toContain("Of 53 the first 40 are shown.");
});

test("against another run: its curves dotted, trial by trial, and what changed in words", async () => {
  const folder = await ResultsFolder.make();
  const before = lrSweep();
  const [first] = before.trials as [Run["trials"][number]];
  const trial = (accuracy: number) =>
    buildTrial(before, first.sweepPoint, 1, { metrics: { "test.accuracy": accuracy } });
  await folder.trial(trial(0.5), "a.json");
  await folder.trial(trial(0.625), "b.json");
  const run = (file: string, node: string) => ({
    ...before,
    trials: [{ ...first, file, key: file.charCodeAt(0).toString(16).repeat(32) }],
    provenance: { ...before.provenance, node },
  });
  await folder.run(run("a.json", "22.18.0"), "20270101T000000Z-aaaa.json");
  await folder.run(run("b.json", "26.10.0"), "20270102T000000Z-bbbb.json");
  await report(folder, ..."lr-sweep --svg --csv --markdown --against previous".split(" "));
  const files = await filesIn(path.join(folder.dir, "report"));
  const of = (name: string) => files[path.join("lr-sweep", name)]!;
  expect(of("loss-curves.svg")).toContain('stroke-dasharray="1,4"');
  expect(of("paired-trials.csv").split("\n").slice(1, 3).join()).toMatch(/,0\.5\b.*,0\.625\b/);
  for (const table of [of("loss-curves.csv"), of("sweep-response.csv"), files["lr-sweep.csv"]!]) {
    const [head = "", ...rows] = table.trimEnd().split("\n");
    expect(head).toMatch(/^run,(learning rate|train\.optimizer\.learningRate),/);
    const [earlier, now] = ["the run of 2026-11-24 06:32 UTC,", "now,"].map((its) =>
      rows.filter((row) => row.startsWith(its)).map((row) => row.slice(its.length)),
    );
    expect(earlier!.length + now!.length).toBe(rows.length);
    expect(earlier!.length).toBeGreaterThan(7);
    expect(now).toEqual(earlier);
  }
  const markdown = Buffer.from(files["lr-sweep.md"]!, "latin1").toString();
  expect(markdown).toMatch(/\*\*Against the run of .*\*\*, dotted in the charts:/);
  expect(markdown).toContain("- Node: 26.10.0, was 22.18.0");
  expect(markdown).toContain("](lr-sweep/paired-trials.svg)");
});

test("hostile names are shown as they are, in files that are still valid", async () => {
  const folder = await ResultsFolder.make();
  const run = hostile();
  const name = "a (b) [c] 漢\u0001";
  await folder.write(path.join(name, "runs", "1.json"), JSON.stringify(run));
  await report(folder, "--svg", "--png", "--spec", "--csv", "--markdown");
  const files = await filesIn(path.join(folder.dir, "report"));
  expect(Object.keys(files).length).toBeGreaterThan(10);
  for (const [file, content] of Object.entries(files)) {
    if (file.endsWith(".svg")) expect(content).not.toMatch(/<(script|img)/);
    if (file.endsWith(".json")) expect(() => JSON.parse(content) as unknown).not.toThrow();
    if (!file.endsWith(".md")) continue;
    expect(content.replace(/```[\s\S]*```/, "")).not.toMatch(/<(script|img)/);
    for (const [, link] of content.matchAll(/\]\(([^)]*)\)/g)) {
      expect(Object.keys(files)).toContain(decodeURIComponent(link!));
    }
  }
});

test("letters that no font has are told of once, for all pictures", async () => {
  const named = JSON.stringify(stories.activations()).replaceAll(
    '"model.activation":"relu"',
    '"model.activation":"\u0378"',
  );
  const folder = await results(JSON.parse(named) as Run);
  const { warned } = await report(folder, "--png", "--chart", "sweep-categories,accuracy-curves");
  expect(warned.match(/no font of this machine has: \u0378/g)).toHaveLength(1);
});

test("what was measured of speed has charts and rows, and is no experiment", async () => {
  const folder = await ResultsFolder.make();
  await folder.write(path.join("bench", "1.json"), JSON.stringify(bench()));
  await report(folder, "--svg", "--csv");
  expect(Object.keys(await filesIn(path.join(folder.dir, "report")))).toEqual(
    ["arithmetic-speed.csv", "arithmetic-speed.svg", "cost-growth.csv", "cost-growth.svg"].map(
      (name) => path.join("performance", name),
    ),
  );
  await expect(report(folder, "--markdown")).rejects.toThrow(
    "nothing to write: performance; expected charts of an experiment\nRun `pnpm exp run",
  );
  await expect(
    report(folder, "--markdown", "--out", path.join(folder.dir, "x.md")),
  ).rejects.toThrow("nothing to write: performance");
});

test("a folder may have a point in its name", async () => {
  const folder = await results(lrSweep());
  for (const name of ["v1.2", ".hidden", "x.jpg/"]) {
    const out = path.join(folder.dir, name);
    await report(folder, "--csv", "--out", out);
    expect(await readdir(out)).toContain("lr-sweep.csv");
  }
});

test("an experiment without charts has a table; where there is nothing to write it says so", async () => {
  const folder = await results({ ...stories.simpleNet(), tables: [], summaries: [] });
  const none = report(folder, "--png");
  await expect(none).rejects.toThrow(
    /^nothing to write: .*; expected charts of an experiment\n--markdown/,
  );
  const { said, warned } = await report(folder, "--markdown");
  expect(said).toMatch(/\.md$/);
  expect(warned).toContain("nothing was measured that one could show");
});

describe("what cannot be is refused in one message", () => {
  test.each([
    ["--svg --chart los-curves", "unknown chart of lr-sweep: los-curves; expected one of"],
    ["--svg --chart los-curves", "did you mean loss-curves?"],
    ["--chart loss-curves", "--chart needs one of --svg, --png"],
    ["--dark", "--dark needs one of --svg, --png"],
    ["--svg --watch", "--watch shows the page: leave out --svg"],
    ["--svg --port 1", "--port needs --watch"],
    ["--png --out x.svg", "wrong ending: x.svg; expected one that ends in .png"],
    ["--png --out x.jpg", "wrong ending: x.jpg; expected one that ends in .png"],
    ["--png --out -", "no form for standard output: --png"],
    ["--svg --png --out x.svg", "one place for --svg and --png: x.svg; expected a folder"],
    ["--png --out x.png", "Choose it with --chart: sweep-response, accuracy-curves, loss-curves."],
    ["--sgv", "did you mean --svg?"],
    ["--svg --against nothing", "no such run of lr-sweep: nothing"],
  ])("%s: %s", async (flags, message) => {
    const folder = await results(lrSweep());
    await expect(report(folder, "lr-sweep", ...flags.split(" "))).rejects.toThrow(message);
  });

  test("one file for two experiments, and a place where no file can be", async () => {
    const folder = await results(lrSweep(), stories.descent());
    await expect(report(folder, "--csv", "--out", "x.csv")).rejects.toThrow(
      "one place for 2 experiments: x.csv; expected a folder",
    );
    const file = path.join(folder.dir, "file");
    await writeFile(file, "");
    await expect(report(folder, "--svg", "--out", file)).rejects.toThrow(/^cannot write: /);
  });
});
