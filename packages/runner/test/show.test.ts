import { describe, expect, test } from "vitest";
import type { Run, Trial } from "@gradlab/schema";
import type { RunTrial } from "../src/export/newest-run.ts";
import { trialText } from "../src/terminal/show-trial.ts";
import { trialsTable } from "../src/terminal/trials-table.ts";
import { Project, ran, tiny } from "./project.ts";

const project = await ran();
const trials = project
  .files("trials")
  .map((name) => ({ file: `results/tiny/trials/${name}`, name }))
  .map(({ file }) => ({ file, trial: JSON.parse(project.read(file)) as Trial }));

const headings = (text: string) => text.split("\n").filter((line) => /^\S/.test(line));

test("every trial of the newest run in a line, in the order of the sweep", async () => {
  const { status, stdout } = await project.main("show", "tiny");
  const [head, , ...lines] = stdout.trimEnd().split("\n");
  expect(head!.trim()).toMatch(/^seed +status +test\.accuracy +train\.accuracy .*noticed$/);
  expect(lines.slice(0, 4).map((line) => line.split(/ {2,}/).slice(0, 3).join(" "))).toEqual([
    "learningRate 0.1 1 complete",
    "learningRate 0.1 2 complete",
    "learningRate 0.5 1 complete",
    "learningRate 0.5 2 complete",
  ]);
  expect(lines.slice(4)).toEqual([
    "",
    "`pnpm exp show tiny --point 'learningRate 0.1' --seed 1` shows all of one",
  ]);
  expect(status).toBe(0);
});

test("a narrow terminal has fewer columns, and no line is wider; errors and diagnoses are in the lines", () => {
  const run = JSON.parse(project.read(`results/tiny/runs/${project.files("runs")[0]}`)) as Run;
  const [one, two] = trials as [RunTrial, RunTrial];
  const failed = { ...two.trial, status: "failed" as const, error: "no memory\n  at x" };
  const noticed = { ...one.trial, diagnoses: [{ code: "too-large", says: "", evidence: {} }] };
  const shown = [noticed, failed].map((trial) => ({ ...one, trial }));
  const text = trialsTable(run, shown);
  expect(text).toMatch(/complete .* too-large\n.* failed .* no memory$/);
  for (const width of [80, 60, 30]) {
    const narrow = trialsTable(run, shown, width);
    expect(Math.max(...narrow.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(width);
    expect(narrow).toContain("learningRate 0.1");
  }
});

test("all of the trials of a seed, in the order of the sweep", () => {
  const { status, stdout } = project.exp("show", "tiny", "--seed", "2");
  expect(headings(stdout)).toEqual([
    "learningRate 0.1, seed 2: complete",
    "learningRate 0.5, seed 2: complete",
  ]);
  for (const { file, trial } of trials) {
    expect(stdout.includes(`file        ${file}`)).toBe(trial.seed === 2);
  }
  expect(stdout).toMatch(/metrics .*\n +test\.accuracy +[\d.]+ %/);
  expect(stdout).toMatch(/provenance +\d{4}-.*Z, gradlab .*, math [0-9a-f]{8}, node \d/);
  expect(status).toBe(0);
});

test.each<[string[], number]>([
  [["--point", "learningRate 0.5"], 2],
  [["--point", "train.optimizer.learningRate=0.5"], 2],
  [["--seed", "2"], 2],
  [["--point", "learningRate 0.1", "--seed", "1"], 1],
])("%s: %i of 4", async (flags, count) => {
  expect(headings((await project.main("show", "tiny", ...flags)).stdout)).toHaveLength(count);
});

test("a trial that another sweep stored is shown, and exported, at the sweepPoint of this one", async () => {
  const own = await ran();
  own.write(
    "experiments/tiny.yaml",
    tiny
      .replace("train.optimizer.learningRate: [0.1, 0.5]", "model.hidden: [[4], [5]]")
      .replace("where: { train.optimizer.learningRate: 0.5 }", "where: { model.hidden: [4] }"),
  );
  expect((await own.main("run", "tiny")).stdout).toContain("2 executed, 2 stored");
  const point = ["--point", "hidden [4]", "--seed", "1"];
  expect(headings((await own.main("show", "tiny", ...point)).stdout)).toEqual([
    "hidden [4], seed 1: complete",
  ]);
  const [head, row] = (await own.main("export", "tiny", ...point, "--csv", "-")).stdout.split("\n");
  expect(head).toMatch(/^experiment,model\.hidden,seed,/);
  expect(row).toMatch(/^tiny,\[4\],1,/);
});

test("--json holds what the trial file says", async () => {
  const { stdout } = await project.main("show", "tiny", "--json", "--seed", "1");
  const expected = trials
    .filter(({ trial }) => trial.seed === 1)
    .map(({ file, trial }) => {
      const { sweepPoint, seed, status, metrics, diagnoses, provenance } = trial;
      return { sweepPoint, seed, status, metrics, diagnoses, provenance, file };
    });
  expect(JSON.parse(stdout)).toEqual(expected);
});

test("no line is wider than the terminal", () => {
  const text = trialText(trials[0]!, 80);
  expect(trialText(trials[0]!)).toMatch(/^.{81}/m);
  expect(text).not.toMatch(/^.{81}/m);
  expect(text.replaceAll(/\s+/g, " ")).toBe(trialText(trials[0]!).replaceAll(/\s+/g, " "));
});

test("diagnoses with evidence, and the error of a failed trial", () => {
  const [{ file, trial }] = trials as [(typeof trials)[number]];
  const diagnoses = [
    {
      code: "diverged",
      says: "the loss is not finite",
      evidence: { step: 7, tensor: "weight1", firstLoss: 2.302719926540431 },
    },
  ];
  const text = trialText({
    file,
    trial: { ...trial, status: "failed", metrics: {}, diagnoses, error: "no memory\n    at alloc" },
  });
  expect(text.split("\n").slice(0, 5)).toEqual([
    "learningRate 0.1, seed 1: failed",
    "  diagnoses   diverged: the loss is not finite",
    "                step 7, tensor weight1, firstLoss 2.3027",
    "  error       no memory",
    "                  at alloc",
  ]);
});

describe("mistakes", () => {
  test.each<[string, string[], string]>([
    ["an unknown experiment", ["tinny"], "unknown experiment: tinny; did you mean tiny?"],
    ["no experiment", [], "no experiment named; expected one of tiny"],
    [
      "an unknown sweepPoint",
      ["tiny", "--point", "learningRate 0.7"],
      "expected one of 'learningRate 0.1', 'learningRate 0.5'",
    ],
    ["an empty sweepPoint", ["tiny", "--point="], "unknown sweepPoint: "],
    ["an unknown seed", ["tiny", "--seed", "9"], "unknown seed: 9; expected one of 1, 2"],
    ["a seed of 0", ["tiny", "--seed", "0"], "out of range: --seed 0"],
    ["an unknown flag", ["tiny", "--sed", "9"], "unknown flag: --sed; did you mean --seed?"],
  ])("%s", async (_, args, says) => {
    const { status, stderr } = await project.main("show", ...args);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });

  test("no results yet", async () => {
    const { status, stderr } = await new Project().main("show", "tiny");
    expect(stderr).toContain("`pnpm exp run tiny` makes one");
    expect(status).toBe(2);
  });
});

test("--help shows an example", () => {
  expect(project.exp("show", "--help").stdout).toContain("pnpm exp show lr-sweep");
});
