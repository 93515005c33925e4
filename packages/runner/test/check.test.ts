import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Project, ran, tiny } from "./project.ts";

/** With seeds enough to see a net that hardly trained. */
const kept = tiny.replace("seeds: 2\nmaxSeeds: 2", "seeds: 10\nmaxSeeds: 10");

const keptProject = async () => {
  const project = new Project({ tiny: kept });
  await project.main("run", "tiny");
  expect(await project.main("baseline", "tiny")).toMatchObject({ status: 0, stderr: "" });
  return project;
};

test("check tells a run with the baseline's bits, and one that learns less", async () => {
  const project = await keptProject();
  const same = await project.main("check", "tiny");
  expect(same.status).toBe(0);
  expect(same.stdout).toContain("✓ pass  identical to the baseline, all 20 trials");

  project.write("experiments/tiny.yaml", kept.replace("steps: 60", "steps: 3"));
  const { status, stdout } = await project.main("check", "tiny");
  expect(status).toBe(1);
  expect(stdout).toMatch(/✗ fail {2}2 of 2 metrics worse than the baseline \(0 of 20 trials/);
  expect(stdout).toMatch(/test\.accuracy at learningRate 0\.5: 100\.00 % → \d+\.\d+ %\n/);
  expect(stdout).toContain("    config: train.steps 60 → 3");
});

test("a seed or sweepPoint that the baseline has is executed, or missing by name, never a pass", async () => {
  const project = await keptProject();
  project.write("experiments/tiny.yaml", tiny);
  const fewer = await project.main("check", "tiny");
  expect(fewer.status).toBe(0);
  expect(fewer.stdout).toContain("identical to the baseline, all 20 trials");

  project.write("experiments/tiny.yaml", kept.replace("[0.1, 0.5]", "[0.5]"));
  const gone = await project.main("check", "tiny");
  expect(gone.status).toBe(1);
  expect(gone.stdout).toContain("10 trials of the baseline lost");
  expect(gone.stdout).toContain("lost: learningRate 0.1, seed 2: missing");

  const narrowed = await project.main("check", "tiny", "--seeds", "2");
  expect(narrowed.status).toBe(0);
  expect(narrowed.stdout).toContain("18 trials of the baseline are not in this narrower run");
});

test("--stored executes nothing: what is missing is named, and fails", async () => {
  const project = new Project();
  const { status, stdout } = await project.main("check", "tiny", "--stored");
  expect(status).toBe(1);
  expect(stdout).toContain("missing: learningRate 0.1, seed 1");
  expect(stdout).toContain("`pnpm exp run tiny` executes what is missing");
});

test("--stored judges the seeds that were added, too", async () => {
  const open = tiny
    .replace("maxSeeds: 2", "maxSeeds: 8")
    .replace("Rate: 0.5 }\n    atLeast: 0.5", "Rate: 0.1 }\n    atLeast: 0.8");
  const project = new Project({ tiny: open.replace("steps: 60", "steps: 25") });
  const run = await project.main("run", "tiny");
  expect(run.stdout).toMatch(/, look [23] of 3 at/);
  const verdict = /^. \w+ {2}it learns\n.*(\n.*)?$/m.exec(run.stdout)![0];
  expect((await project.main("check", "tiny", "--stored")).stdout).toContain(verdict);
});

test("an experiment without claims and baseline is no pass; --strict says so", async () => {
  const project = new Project({ tiny: tiny.slice(0, tiny.indexOf("claims:")) });
  const { status, stdout } = await project.main("check", "tiny", "--strict");
  expect({ status, stdout }).toMatchObject({ status: 4 });
  expect(stdout).toContain("no claims to judge");
});

test("--json tells the same facts", async () => {
  const project = await keptProject();
  const found = JSON.parse((await project.main("check", "tiny", "--json")).stdout);
  expect(found).toMatchObject({
    experiment: "tiny",
    verdict: "pass",
    says: "1 of 1 claims passes; identical to the baseline, all 20 trials",
    baseline: { verdict: "pass", pairs: 20, identical: 20 },
    missing: [],
    command: "pnpm exp check tiny",
  });
  expect(found.verdicts[0].checks[0]).toMatchObject({ confidence: 0.95, look: 1, looks: 1 });
  const both = await project.main("check", "tiny", "--json", "--markdown");
  expect(both).toMatchObject({ status: 2, stdout: "" });
});

test("a baseline that cannot be read is said before anything runs", async () => {
  const project = await keptProject();
  project.write("results/baselines/tiny.json", "{");
  const { status, stdout, stderr } = await project.main("check", "tiny");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("cannot read results/baselines/tiny.json: not valid JSON");
});

test("the baseline does not depend on the version of the math, nor on keys", async () => {
  const project = await keptProject();
  const text = readFileSync(join(project.root, "results/baselines/tiny.json"), "utf8");
  const { provenance, trials } = JSON.parse(text);
  expect(Object.keys(trials[0])).toEqual(["sweepPoint", "seed", "status", "bits", "metrics"]);
  project.write(
    "results/baselines/tiny.json",
    text.replace(provenance.mathVersion, "0".repeat(64)),
  );
  expect((await project.main("check", "tiny")).stdout).toContain("identical to the baseline");
});

test("exp baseline says how small a drop it will show; a run with a failed trial is not kept", async () => {
  const project = await ran();
  const { stdout } = await project.main("baseline", "tiny");
  expect(stdout).toMatch(/with 2 seeds it shows a drop of \d+\.\d standard deviations in 95 % of/);
  expect(stdout).toContain("for 2: `pnpm exp run tiny --seeds 14` before");

  const [name] = project.files("trials");
  const file = `results/tiny/trials/${name}`;
  const trial = { ...JSON.parse(project.read(file)), status: "failed", error: "Error: no" };
  project.write(file, JSON.stringify(trial));
  const refused = await project.main("baseline", "tiny");
  expect(refused).toMatchObject({ status: 2, stdout: "" });
  expect(refused.stderr).toContain("failed trials: learningRate 0.1, seed 1\n");
});

test("a question without data is not said to be on any", async () => {
  const text = `title: Gates
question: Which gates can one perceptron learn?
task: gates
gate: and
model: { type: perceptron, learningRate: 0.1, epochs: 9 }
claims: []
`;
  const { stdout } = await new Project({ gates: text }).main("check", "gates");
  expect(stdout).toMatch(/^gates\n/);
});
