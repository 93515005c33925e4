import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changedKeys } from "../src/experiment/changed-keys.ts";
import { Project, ran, tiny } from "./project.ts";

test("changed keys are leaves in the order of the newer config; lists are leaves", () => {
  const from = { a: { b: 1, gone: "x" }, list: [1, 2], same: [{ c: 1 }] };
  const to = { list: [1, 3], a: { b: 2, added: null }, same: [{ c: 1 }] };
  expect(changedKeys(from, to)).toEqual([
    { path: "list", from: [1, 2], to: [1, 3] },
    { path: "a.b", from: 1, to: 2 },
    { path: "a.gone", from: "x", to: undefined },
  ]);
});

const edited = (from: string | RegExp, to: string) => (project: Project) => {
  const text = tiny.replace(from, to);
  expect(text).not.toBe(tiny);
  project.write("experiments/tiny.yaml", text);
};

/** What is changed after a run of two sweepPoints with two seeds, and how many trials that costs. */
const changes: [string, (project: Project) => void, number, string][] = [
  ["nothing", () => {}, 0, "4 trials: nothing changed: stored"],
  ["a comment", edited("\n", "\n# a comment\n"), 0, "nothing changed"],
  ["the title", edited("Tiny", "Small"), 0, "nothing changed"],
  ["the question", edited("Does it learn?", "How fast?"), 0, "nothing changed"],
  ["what a claim says", edited("it learns", "it learns well"), 0, "nothing changed"],
  ["the limit of a claim", edited("atLeast: 0.5", "atLeast: 0.9"), 0, "nothing changed"],
  ["no claims any more", edited(/claims:[^]*/, ""), 0, "nothing changed"],
  ["the order of keys", edited(/(  batchSize: 10\n)(  steps: 60\n)/, "$2$1"), 0, "nothing changed"],
  [
    "a default spelled out",
    edited("steps: 60", "steps: 60\n  weightDecay: 0"),
    0,
    "nothing changed",
  ],
  ["another spelling of a number", edited("[0.1, 0.5]", "[1e-1, 0.50]"), 0, "nothing changed"],
  [
    "a setting moved to the sweep",
    edited("seeds: 2", "  train.steps: [60]\nseeds: 2"),
    0,
    "nothing",
  ],
  [
    "the folder of the same data",
    (project) => {
      renameSync(join(project.root, "data"), join(project.root, "moved"));
      edited("dir: data", "dir: moved")(project);
    },
    0,
    "nothing changed",
  ],
  [
    "a setting of all",
    edited("batchSize: 10", "batchSize: 9"),
    4,
    "4 trials: config changed: train.batchSize 10 → 9 (experiments/tiny.yaml:8:14)",
  ],
  [
    "two settings",
    edited(/batchSize: 10\n {2}steps: 60/, "batchSize: 9\n  steps: 61"),
    4,
    "config changed: train.batchSize 10 → 9 (experiments/tiny.yaml:8:14), train.steps 60 → 61 (experiments/tiny.yaml:9:10)",
  ],
  [
    "one value of the sweep",
    edited("[0.1, 0.5]", "[0.2, 0.5]"),
    2,
    "2 trials: new: no trial of this",
  ],
  [
    "a value added to the sweep",
    edited("[0.1, 0.5]", "[0.1, 0.5, 1]"),
    2,
    "2 trials: new: no trial",
  ],
  ["a value less", edited("[0.1, 0.5]", "[0.5]"), 0, "2 trials: nothing changed"],
  [
    "a seed more",
    edited("eeds: 2\nmaxSeeds: 2", "eeds: 3\nmaxSeeds: 3"),
    2,
    "2 trials: new: no trial",
  ],
  ["two labels of the data", (project) => project.swapLabels(), 4, "4 trials: data changed: "],
  [
    "a trial that failed",
    (project) => {
      const path = `results/tiny/trials/${project.files("trials")[0]}`;
      const trial = JSON.parse(project.read(path)) as object;
      project.write(path, JSON.stringify({ ...trial, status: "failed", error: "Error: no" }));
    },
    1,
    "1 trial: failed",
  ],
];

describe("exp why", () => {
  test("before anything is stored, all is new", async () => {
    expect((await new Project().main("why", "tiny")).stdout).toBe(
      "tiny: 4 trials, 4 to execute\n  4 trials: new: no trial of this sweepPoint and seed is stored\n",
    );
  });

  test.each(changes)("%s", async (_, change, cost, says) => {
    const project = await ran();
    change(project);
    const { status, stdout, stderr } = await project.main("why", "tiny");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain(`, ${cost} to execute\n`);
    expect(stdout).toContain(says);

    // A run does what was said, and after it nothing is left to do.
    const run = await project.main("run", "tiny");
    if (cost === 0) expect(run.stdout).toContain("nothing to execute");
    else expect(run.stderr).toMatch(new RegExp(`tiny: ${cost} trials? on `));
    expect((await project.main("why", "tiny")).stdout).toContain(", 0 to execute\n");
  });

  test("from five seeds to ten it is five for each sweepPoint", async () => {
    const project = await ran();
    await project.main("run", "tiny", "--seeds", "5");
    const { stdout } = await project.main("why", "tiny", "--seeds", "10");
    expect(stdout).toBe(
      "tiny: 20 trials, 10 to execute\n" +
        "  10 trials: nothing changed: stored\n" +
        "    learningRate 0.1 seed 1, 2, 3, 4, 5\n" +
        "    learningRate 0.5 seed 1, 2, 3, 4, 5\n" +
        "  10 trials: new: no trial of this sweepPoint and seed is stored\n" +
        "    learningRate 0.1 seed 6, 7, 8, 9, 10\n" +
        "    learningRate 0.5 seed 6, 7, 8, 9, 10\n",
    );
    const { stderr } = await project.main("run", "tiny", "--seeds", "10", "--workers", "2");
    expect(stderr).toContain("tiny: 10 trials on 2 workers, idx, 10 of 20 are stored already");
  });

  test("--json names each trial and its cause", async () => {
    const project = await ran();
    edited("batchSize: 10", "batchSize: 9")(project);
    const rows = JSON.parse((await project.main("why", "tiny", "--json")).stdout) as object[];
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      experiment: "tiny",
      sweepPoint: { "train.optimizer.learningRate": 0.1 },
      seed: 1,
      kind: "changed",
      config: [{ path: "train.batchSize", from: 10, to: 9 }],
    });
  });
});
