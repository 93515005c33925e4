import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
} from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { configOf, taskNames, type Run, type Trial } from "@gradlab/schema";
import { fixedColumns } from "../src/export/rows.ts";
import { Project, ran } from "./project.ts";

type Row = Record<string, string | number | boolean | null>;

/** RFC 4180, character by character: null where nothing stands between two commas. */
function readCsv(text: string): Row[] {
  const lines: (string | null)[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/y;
  while (cell.lastIndex < text.length) {
    const [, quoted, bare, end] = cell.exec(text)!;
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? (bare === "" ? null : bare!));
    if (end === "\n") lines.push([]);
  }
  const [header, ...rows] = lines.slice(0, -1);
  return rows.map((row) => {
    expect(row).toHaveLength(header!.length);
    return Object.fromEntries(row.map((value, i) => [header![i]!, value]));
  });
}

const readJson = (text: string) => JSON.parse(text) as Row[];

async function readParquet(project: Project, path: string): Promise<Row[]> {
  const { buffer, byteOffset, byteLength } = readFileSync(join(project.root, path));
  const file = buffer.slice(byteOffset, byteOffset + byteLength);
  return (await parquetReadObjects({ file })) as Row[];
}

function edit(project: Project, change: (trial: Trial) => void, index = 0): void {
  const file = project.files("trials")[index]!;
  const path = `results/tiny/trials/${file}`;
  const trial = JSON.parse(project.read(path)) as Trial;
  change(trial);
  project.write(path, JSON.stringify(trial));
  // A run says itself at which sweepPoint its trials are.
  const runPath = `results/tiny/runs/${project.files("runs")[0]}`;
  const run = JSON.parse(project.read(runPath)) as Run;
  const trials = run.trials.map((it) =>
    it.file === file ? { ...it, sweepPoint: trial.sweepPoint } : it,
  );
  project.write(runPath, JSON.stringify({ ...run, trials }));
}

const axis = "train.optimizer.learningRate";

/** The rows of a trial's file, by the description in docs/exports.md. */
function expected(trial: Trial): Row[] {
  const same = {
    experiment: trial.experiment,
    [axis]: trial.sweepPoint[axis] as number,
    seed: trial.seed,
    status: trial.status,
  };
  const rows: Row[] = [];
  for (const [metric, value] of Object.entries(trial.metrics))
    rows.push({ ...same, series: null, step: null, metric, value });
  for (const [name, value] of Object.entries(trial.timing))
    rows.push({ ...same, series: null, step: null, metric: `timing.${name}`, value });
  for (const [series, { columns }] of Object.entries(trial.series)) {
    for (const [metric, values] of Object.entries(columns)) {
      if (metric === "step") continue;
      values.forEach((value, i) =>
        rows.push({ ...same, series, step: columns["step"]![i], metric, value }),
      );
    }
  }
  return rows;
}

test("every stored number is a row, the same in CSV, JSON and Parquet, all written at once", async () => {
  const project = await ran();
  const files = ["--csv", "out/deep/a.csv", "--json", "a.json", "--parquet", "a.parquet"];
  const { status, stdout } = await project.main("export", "tiny", ...files);
  expect(status).toBe(0);
  const rows = project
    .files("trials")
    .flatMap((name) => expected(JSON.parse(project.read(`results/tiny/trials/${name}`)) as Trial));
  expect(stdout).toBe(
    ["out/deep/a.csv", "a.json", "a.parquet"]
      .map((file) => `tiny: 4 trials in ${rows.length} rows written to ${file}\n`)
      .join(""),
  );
  const json = readJson(project.read("a.json"));
  expect(new Set(json.map((row) => JSON.stringify(row)))).toEqual(
    new Set(rows.map((row) => JSON.stringify(row))),
  );
  expect(json).toHaveLength(rows.length);
  const asText = json.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
    ),
  );
  expect(readCsv(project.read("out/deep/a.csv"))).toEqual(asText);
  expect(await readParquet(project, "a.parquet")).toEqual(json);
  expect(readdirSync(join(project.root, "out/deep"))).toEqual(["a.csv"]);
});

test("standard output has the rows alone, and the same bytes as a file", async () => {
  const project = await ran();
  const { stdout, stderr } = await project.main("export", "tiny", "--csv", "-", "--json", "a.json");
  expect(stderr).toMatch(/^tiny: 4 trials in \d+ rows written to a.json\n$/);
  await project.main("export", "tiny", "--csv", "a.csv");
  expect(stdout).toBe(project.read("a.csv"));
  const json = project.exp("export", "tiny", "--json", "-");
  expect(json).toEqual({ status: 0, stdout: project.read("a.json"), stderr: "" });
});

test("--point and --seed choose", async () => {
  const project = await ran();
  const which = ["--point", "learningRate 0.5", "--seed", "2"];
  const { stdout } = await project.main("export", "tiny", ...which, "--json", "-");
  const rows = readJson(stdout);
  expect(new Set(rows.map((row) => `${String(row[axis])} ${String(row["seed"])}`))).toEqual(
    new Set(["0.5 2"]),
  );
});

test("numbers that are not finite, and what was not measured", async () => {
  const project = await ran();
  edit(project, (trial) => {
    trial.status = "diverged";
    trial.series = {};
    trial.timing = {};
    trial.metrics = { a: "NaN", b: "Infinity", c: "-Infinity", d: null, e: -1e-300, f: 0 };
  });
  const files = ["--csv", "a.csv", "--json", "a.json", "--parquet", "a.parquet"];
  await project.main("export", "tiny", ...files);
  const own = (rows: Row[]) =>
    rows.filter(({ status }) => status === "diverged").map(({ metric, value }) => [metric, value]);
  expect(own(readCsv(project.read("a.csv")))).toEqual([
    ["a", "NaN"],
    ["b", "Infinity"],
    ["c", "-Infinity"],
    ["d", null],
    ["e", "-1e-300"],
    ["f", "0"],
  ]);
  expect(own(readJson(project.read("a.json")))).toEqual([
    ["a", "NaN"],
    ["b", "Infinity"],
    ["c", "-Infinity"],
    ["d", null],
    ["e", -1e-300],
    ["f", 0],
  ]);
  expect(own(await readParquet(project, "a.parquet"))).toEqual([
    ["a", NaN],
    ["b", Infinity],
    ["c", -Infinity],
    ["d", null],
    ["e", -1e-300],
    ["f", 0],
  ]);
});

test.each<[string, string, string]>([
  ["commas", "a,b", "a,b"],
  ["quotes", 'say "hi"', 'say "hi"'],
  ["lines", "a\nb\r\nc", "a\nb\r\nc"],
  ["edges", " a ", " a "],
  ["an empty text is not null", "", ""],
  ["other scripts", "学習率 🧪", "学習率 🧪"],
  ["a formula is a text in a spreadsheet", '=HYPERLINK("x")', `'=HYPERLINK("x")`],
  ["so is what begins as one", "@SUM(1)", "'@SUM(1)"],
  ["and this", "+1", "'+1"],
  ["and this", "-1", "'-1"],
  ["and this", "\t=1", "'\t=1"],
])("hostile text, %s: whole in every format", async (_, text, inCsv) => {
  const project = await ran();
  for (const k of [0, 1, 2, 3]) {
    edit(
      project,
      (trial) => {
        trial.sweepPoint = { [axis]: text };
        trial.metrics = { "test.loss": -1.5 };
        trial.series = {};
        trial.timing = {};
      },
      k,
    );
  }
  const files = ["--csv", "a.csv", "--json", "a.json", "--parquet", "a.parquet"];
  await project.main("export", "tiny", ...files);
  const swept = (rows: Row[]) => rows.map((row) => row[axis]);
  expect(swept(readCsv(project.read("a.csv")))).toEqual(Array<string>(4).fill(inCsv));
  expect(readCsv(project.read("a.csv"))[0]!["value"]).toBe("-1.5");
  expect(swept(readJson(project.read("a.json")))).toEqual(Array<string>(4).fill(text));
  expect(swept(await readParquet(project, "a.parquet"))).toEqual(Array<string>(4).fill(text));
});

test("a list or a record is its JSON; a column of several types is texts in Parquet", async () => {
  const project = await ran();
  const values = [[50, 100], { type: "normal", std: 0.01 }, 0.5, "he"];
  for (const [k, value] of values.entries()) {
    edit(project, (trial) => void (trial.sweepPoint = { [axis]: value }), k);
  }
  const files = ["--csv", "a.csv", "--json", "a.json", "--parquet", "a.parquet"];
  await project.main("export", "tiny", ...files);
  const distinct = (rows: Row[]) => [...new Set(rows.map((row) => row[axis]))];
  const texts = ["[50,100]", '{"type":"normal","std":0.01}', "0.5", "he"];
  expect(distinct(readCsv(project.read("a.csv")))).toEqual(texts);
  expect(distinct(await readParquet(project, "a.parquet"))).toEqual(texts);
  expect(distinct(readJson(project.read("a.json")))).toEqual(texts.with(2, 0.5 as never));
});

test("a step past 32 bits and a swept truth value keep their worth in Parquet", async () => {
  const project = await ran();
  for (const k of [0, 1, 2, 3]) {
    edit(project, (trial) => void (trial.sweepPoint = { [axis]: k % 2 === 0 }), k);
  }
  edit(project, ({ series }) => void (series["loss"]!.columns["step"]![0] = 2 ** 40));
  await project.main("export", "tiny", "--parquet", "a.parquet");
  const rows = await readParquet(project, "a.parquet");
  expect(rows.some(({ step }) => step === 2 ** 40)).toBe(true);
  expect(new Set(rows.map((row) => row[axis]))).toEqual(new Set([true, false]));
});

test("a trial that measured nothing is told of; where none did there is nothing to export", async () => {
  const project = await ran();
  const fail = (trial: Trial) => {
    Object.assign(trial, { status: "failed", metrics: {}, series: {}, timing: {} });
  };
  edit(project, fail);
  const { stdout } = await project.main("export", "tiny", "--csv", "a.csv");
  expect(stdout).toMatch(/^tiny: 3 trials, 1 left out that measured nothing, in \d+ rows/);
  for (const k of [1, 2, 3]) edit(project, fail, k);
  const { status, stderr } = await project.main("export", "tiny", "--csv", "b.csv");
  expect(stderr).toContain("nothing to export: no trial of tiny measured anything");
  expect(status).toBe(2);
  expect(existsSync(join(project.root, "b.csv"))).toBe(false);
});

test("no task has a setting with the name of a column", () => {
  const columns: readonly string[] = [...fixedColumns.before, ...fixedColumns.after];
  for (const task of taskNames) {
    expect(Object.keys(configOf(task).shape).filter((key) => columns.includes(key))).toEqual([]);
  }
});

describe("places", () => {
  async function mistake(project: Project, args: string[], ...says: string[]) {
    const { status, stdout, stderr } = await project.main("export", "tiny", ...args);
    for (const text of says) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  }

  test("a folder, a file as a folder, standard output for what is no text, one place for two", async () => {
    const project = await ran();
    mkdirSync(join(project.root, "folder"));
    project.write("file", "mine");
    await mistake(
      project,
      ["--csv", "folder"],
      "cannot write to folder: a folder stands where a file is expected",
      "expected a file that can be written, or a new one",
    );
    await mistake(
      project,
      ["--json", "file/a.json"],
      "cannot write to file/a.json: a file stands where a folder is expected",
    );
    await mistake(
      project,
      ["--parquet", "-"],
      "no format for standard output: --parquet -; expected --parquet FILE, or --csv - or --json -",
    );
    await mistake(
      project,
      ["--csv", "a", "--json", "./a"],
      "one place for --csv and --json: ./a; expected two",
    );
    await mistake(project, ["--csv", ""], "no place named: --csv; expected --csv FILE");
    await mistake(project, ["--csv"], "no value: --csv; expected one after it: file of tidy rows");
    expect(project.read("file")).toBe("mine");
    expect(readdirSync(project.root).sort()).toEqual(
      ["data", "experiments", "file", "folder", "results"].sort(),
    );
  });

  test.skipIf(process.getuid?.() === 0)("a folder without permission", async () => {
    const project = await ran();
    mkdirSync(join(project.root, "locked"));
    chmodSync(join(project.root, "locked"), 0o500);
    await mistake(
      project,
      ["--csv", "locked/a.csv"],
      "cannot write to locked/a.csv: permission denied",
    );
  });

  // Not tried with a device: where this failed, root would lose it.
  test.skipIf(process.platform === "win32")("a pipe is written to, and stays a pipe", async () => {
    const project = await ran();
    const pipe = join(project.root, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("cat", [pipe], {
      stdio: ["ignore", openSync(join(project.root, "read.csv"), "w"), "inherit"],
    });
    const ended = once(reader, "exit");
    try {
      const { status } = await project.main("export", "tiny", "--csv", "pipe");
      expect(status).toBe(0);
      expect(lstatSync(pipe).isFIFO()).toBe(true);
      await ended;
      const { stdout } = await project.main("export", "tiny", "--csv", "-");
      expect(project.read("read.csv")).toBe(stdout);
    } finally {
      reader.kill();
    }
  });
});
