import { UserError } from "@gradlab/schema";
import { mkdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolve } from "../src/experiment/resolve.ts";
import { parseSource } from "../src/experiment/source.ts";
import { Project, tiny } from "./project.ts";

/** Exit 2, the message, and never a stack. */
function expectMistake(
  { status, stderr }: { status: number | null; stderr: string },
  says: string,
) {
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
}

const files: [string, string, string][] = [
  [
    "an unknown key",
    tiny.replace("steps: 60", "stesp: 60"),
    "experiments/tiny.yaml:9:3 train.stesp: unknown key; did you mean steps?",
  ],
  ["a missing key", tiny.replace("  steps: 60\n", ""), "train.steps: missing; expected a"],
  [
    "a wrong type",
    tiny.replace("steps: 60", "steps: many"),
    "experiments/tiny.yaml:9:10 train.steps: wrong type: many; expected a",
  ],
  [
    "a number out of range",
    tiny.replace("batchSize: 10", "batchSize: 0"),
    "experiments/tiny.yaml:8:14 train.batchSize: out of range: 0; expected at least 1",
  ],
  [
    "an unknown choice",
    tiny.replace("activation: relu", "activation: rleu"),
    "experiments/tiny.yaml:5:46 model.activation: unknown value: rleu; did you mean relu?",
  ],
  ["an unknown task", tiny.replace("task: train", "task: trian"), "trian"],
  ["an empty sweep", tiny.replace("[0.1, 0.5]", "[]"), "expected at least one value"],
  [
    "a duplicate sweep value",
    tiny.replace("[0.1, 0.5]", "[0.5, 0.1, 0.50]"),
    "experiments/tiny.yaml:12:44 sweep.train.optimizer.learningRate.2: duplicate sweep value: 0.5",
  ],
  [
    "a sweep value out of range",
    tiny.replace("[0.1, 0.5]", "[-1, 0.5]"),
    "experiments/tiny.yaml:12:34 sweep.train.optimizer.learningRate.0: out of range: -1; expected more than 0",
  ],
  [
    "a sweep over nothing known",
    tiny.replace("train.optimizer.learningRate: [", "train.optimizer.learningRte: ["),
    "unknown key to sweep; did you mean learningRate?",
  ],
  [
    "a claim that matches nothing",
    tiny.replace("learningRate: 0.5 }\n    atLeast", "learningRate: 0.7 }\n    atLeast"),
    "claim matches no sweepPoint: train.optimizer.learningRate is never 0.7; expected one of 0.1, 0.5",
  ],
  [
    "a claim on an unknown metric",
    tiny.replace("metric: test.accuracy", "metric: test.acuracy"),
    "unknown value: test.acuracy; did you mean test.accuracy?",
  ],
  [
    "a claim without a limit",
    tiny.replace("    atLeast: 0.5\n", ""),
    "expected exactly one of atLeast",
  ],
  ["YAML that does not parse", tiny.replace("[4]", "[4"), "experiments/tiny.yaml:"],
  ["a key twice", `${tiny}seeds: 3\n`, "20:1 duplicate key: seeds; expected each once"],
  ["an empty file", "", "wrong type: expected a map of keys"],
  ["a list", "- 1\n", "wrong type: expected a map of keys"],
  ["a prototype key", `${tiny}__proto__: { seeds: 1 }\n`, "unknown key"],
  [
    "aliases without end",
    `a: &a [1]\n${[..."bcdefghijk"].map((k, i) => `${k}: &${k} [${Array(9).fill(`*${"abcdefghijk"[i]}`).join(",")}]`).join("\n")}\n`,
    "not valid YAML",
  ],
];

test.each(files)("%s", (_, text, says) => {
  const read = () => resolve("tiny", parseSource(text, "experiments/tiny.yaml"));
  expect(read).toThrow(UserError);
  expect(read).toThrow(says);
});

test("all problems at once", () => {
  const text = tiny.replace("steps: 60", "stesp: 60").replace("batchSize: 10", "batchSize: ten");
  const { status, stderr } = new Project({ tiny: text }).exp("run", "tiny");
  expect(status).toBe(2);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).toContain("train.stesp: unknown key");
  expect(stderr).toContain("train.steps: missing");
  expect(stderr).toContain("train.batchSize: wrong type");
});

const commands: [string, string[], string][] = [
  [
    "a wrong choice",
    ["run", "tiny", "--dataset", "mnst"],
    "unknown value: --dataset mnst; did you mean mnist?\nexpected one of mnist, digits\n",
  ],
  [
    "a wrong choice of a word",
    ["data", "shw"],
    "unknown value: action shw; did you mean show?\nexpected one of show, fetch, verify\n",
  ],
  [
    "no choice",
    ["run", "tiny", "--dataset="],
    "no value: --dataset; expected one of mnist, digits\n",
  ],
  [
    "no value, for a flag that takes one",
    ["export", "tiny", "--csv", "--seed", "1"],
    "such as `pnpm exp export tiny --csv rows.csv --seed 1`\n",
  ],
  ["an unknown experiment", ["run", "tinny"], "unknown experiment: tinny; did you mean tiny?"],
  ["a path for a name", ["run", "../../etc/passwd"], "unknown experiment: ../../etc/passwd"],
  ["no experiment", ["run"], "no experiment named; expected some of tiny, or --all"],
  ["an unknown command", ["rnu"], "unknown command: rnu; did you mean run?"],
  [
    "an unknown flag",
    ["run", "tiny", "--sedes", "3"],
    "unknown flag: --sedes; did you mean --seeds?",
  ],
  ["zero seeds", ["run", "tiny", "--seeds", "0"], "out of range: --seeds 0"],
  ["half a worker", ["run", "tiny", "--workers", "0.5"], "out of range: --workers 0.5"],
  [
    "an unknown key in an override",
    ["run", "tiny", "train.stesp=3"],
    "train.stesp=3 train.stesp: unknown key; did you mean steps?",
  ],
  [
    "a setting by its own name alone",
    ["run", "tiny", "learningRate=1"],
    "learningRate=1 learningRate: unknown key; did you mean train.optimizer.learningRate?",
  ],
  [
    "a setting without =",
    ["run", "tiny", "train.steps", "5"],
    "unknown experiment: train.steps; did you mean a setting, train.steps=…?",
  ],
  [
    "a wrong type in an override",
    ["run", "tiny", "train.steps=x"],
    "train.steps=x train.steps: wrong type: x",
  ],
  [
    "an override of what is swept",
    ["run", "tiny", "train.optimizer.learningRate=1"],
    "swept; expected 'sweep.train.optimizer.learningRate=[…]'",
  ],
  ["a prototype override", ["run", "tiny", "__proto__.seeds=1"], "unknown key"],
];

test.each(commands)("%s", async (_, args, says) => {
  expectMistake(await new Project().main(...args), says);
});

describe("data", () => {
  test("a folder that is missing, empty or incomplete", async () => {
    const project = new Project();
    rmSync(join(project.root, "data/t10k-labels-idx1-ubyte"));
    expectMistake(await project.main("run", "tiny"), "t10k-labels");
    rmSync(join(project.root, "data"), { recursive: true });
    expectMistake(await project.main("run", "tiny"), "data");
    mkdirSync(join(project.root, "data"));
    expectMistake(await project.main("run", "tiny"), "data");
  });

  test("a truncated file", async () => {
    const project = new Project();
    truncateSync(join(project.root, "data/train-images-idx3-ubyte"), 1000);
    expectMistake(await project.main("run", "tiny"), "train-images-idx3-ubyte");
  });
});

test("a results folder that cannot be one", async () => {
  const project = new Project();
  project.write("results", "a file");
  expectMistake(
    await project.main("run", "tiny"),
    "cannot write to results/tiny: a file stands where a folder is expected",
  );
});
