import type { Run } from "@gradlab/schema";
import { expect, test } from "vitest";
import { ResultStore } from "../src/results/store.ts";
import { Project, ran, tiny } from "./project.ts";

test("exp baseline keeps a small file; exp diff tells identical from different", async () => {
  const project = new Project();
  expect(await project.main("diff", "tiny")).toMatchObject({ status: 2 });
  await project.main("run", "tiny");
  const kept = await project.main("baseline", "tiny");
  expect(kept).toMatchObject({ status: 0, stderr: "" });
  const text = project.read("results/baselines/tiny.json");
  expect(text.split("\n").filter((line) => line.includes('"bits"'))).toHaveLength(4);
  expect(text.length).toBeLessThan(4000);

  expect((await project.main("diff", "tiny", "baseline")).stdout).toContain(
    "config, data and math are the same",
  );
  expect((await project.main("diff", "tiny", "baseline")).stdout).toContain(
    "identical: all 4 trials have the same bits",
  );

  project.write("experiments/tiny.yaml", tiny.replace("batchSize: 10", "batchSize: 9"));
  await project.main("run", "tiny", "--seeds", "3");
  const { stdout } = await project.main("diff", "tiny", "baseline");
  expect(stdout).toContain("config: train.batchSize 10 → 9");
  expect(stdout).toMatch(/learningRate 0\.1\s+2 of 3\s+2 of 2 differ/);
  expect(stdout).toContain("0 of 4 trials have the same bits");
  const [line] = (await project.main("diff", "tiny", "--markdown")).stdout.split("\n");
  expect(line).toBe("**0 of 4 trials have the same bits**");
  const found = JSON.parse((await project.main("diff", "tiny", "--json")).stdout);
  expect(found).toMatchObject({ isIdentical: false, points: [{ pairs: 2, identical: 0 }, {}] });
  const [point] = found.points;
  const { before, after, difference } = point.metrics[0];
  expect(difference.mean).toBeCloseTo(after - before, 12);

  project.write("results/baselines/tiny.json", text.slice(0, 500));
  expect((await project.main("diff", "tiny", "baseline")).stderr).toContain(
    "cannot read results/baselines/tiny.json: not valid JSON",
  );
  expect((await project.main("diff", "tiny", "2099")).stderr).toContain(
    "no such run of tiny: 2099",
  );
});

test("of two runs in one second the later is the newest", async () => {
  const project = await ran();
  const [first] = project.files("runs");
  // One whose random digits come first, begun a millisecond after one whose digits come last.
  const runs = "results/tiny/runs/";
  const run = (ms: number) =>
    project
      .read(runs + first)
      .replace(/"startedAt":"[^"]*"/, `"startedAt":"2099-01-01T00:00:00.${ms}Z"`);
  const store = new ResultStore(project.root, "tiny");
  await store.writeRun(JSON.parse(run(100)) as Run, "ffff");
  const later = await store.writeRun(JSON.parse(run(101)) as Run, "0000");
  expect(project.files("runs").at(-1)).toBe(later.slice(runs.length));
});

test("sweepPoints that an edited sweep brings are shown with their own values", async () => {
  const project = await ran();
  project.write("experiments/tiny.yaml", tiny.replace("[0.1, 0.5]", "[0.5, 0.6, 0.7]"));
  await project.main("run", "tiny");
  const { stdout } = await project.main("diff", "tiny");
  expect(stdout).toMatch(/^learningRate 0\.1 +2 +gone +[\d.]+ %$/m);
  expect(stdout).toMatch(/^learningRate 0\.5 +2 +identical +[\d.]+ %$/m);
  expect(stdout).toMatch(/^learningRate 0\.6 +2 +new +[\d.]+ %$/m);
  expect(stdout).toMatch(
    /\n2 of 2 trials have the same bits; 2 sweepPoints are new; 1 sweepPoint is gone\n$/,
  );
  const { points } = JSON.parse((await project.main("diff", "tiny", "--json")).stdout);
  expect(points.map((it: { alone: unknown[] }) => it.alone.length)).toEqual([1, 0, 1, 1]);
});
