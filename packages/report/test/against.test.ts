import { baseline as baselineSchema } from "@gradlab/schema";
import type { Run } from "@gradlab/schema";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { pairedTrials } from "../src/charts/paired-trials.ts";
import { compileChart } from "../src/charts/compile.ts";
import { comparedBaseline } from "../src/results/compared.ts";
import { runCommand } from "../src/command.ts";
import { lrSweep } from "./fixtures/stories.ts";
import { buildTrial } from "./fixtures/trial.ts";
import { ResultsFolder } from "./results-folder.ts";

const lr = "train.optimizer.learningRate";

/** Two runs of two trials each; in the newer one other steps, and seed 2 reads a point more. */
async function twoRuns() {
  const results = await ResultsFolder.make();
  const all = lrSweep();
  const sweepPoint = { [lr]: 0.1 };
  const trialOf = (seed: number, file: string, key: string) => ({
    ...all.trials[0]!,
    sweepPoint,
    seed,
    file,
    key,
  });
  const keys = ["1", "2", "3"].map((it) => it.repeat(64));
  const before: Run = {
    ...all,
    trials: [trialOf(1, "a.json", keys[0]!), trialOf(2, "b.json", keys[1]!)],
  };
  if (all.config.task !== "train") throw new Error("the story trains");
  const config: Run["config"] = { ...all.config, train: { ...all.config.train, steps: 500 } };
  const after: Run = {
    ...before,
    config,
    provenance: { ...all.provenance, node: "24.11.0" },
    trials: [trialOf(1, "a.json", keys[0]!), trialOf(2, "c.json", keys[2]!)],
  };
  const trial = (seed: number, accuracy: number) =>
    buildTrial(all, sweepPoint, seed, { metrics: { "test.accuracy": accuracy } });
  await results.trial(trial(1, 0.95), "a.json");
  await results.trial(trial(2, 0.96), "b.json");
  await results.trial(trial(2, 0.97), "c.json");
  await results.run(before, "20270101T000000Z-aaaa.json");
  await results.run(after, "20270102T000000Z-bbbb.json");
  return { results, before };
}

async function page(results: ResultsFolder, ...args: string[]): Promise<string> {
  const out = path.join(results.dir, "page.html");
  await runCommand(
    ["--results", results.dir, "--out", out, ...args],
    () => {},
    (line) => {
      throw new Error(line);
    },
  );
  const html = await readFile(out, "utf8");
  return html.replace(/<script.*?<\/script>/gs, "").replace(/\s+/g, " ");
}

test("another run: what is set otherwise, and trial by trial", async () => {
  const { results } = await twoRuns();
  const html = await page(results, "lr-sweep", "--against", "20270101");
  for (const part of [
    "Against the run of 2026-11-24 06:32 UTC",
    "<code>train.steps</code>: 500, was 10000",
    "Node: 24.11.0, was 26.10.0",
    "2 pairs of trials with one sweepPoint and seed; 1 the same stored trials",
    "95.00 % to 96.00 %",
    "95.00 % to 97.00 %",
    "0.00 points to +1.00 points",
    "the run of 2026-11-24 06:32 UTC, test split",
    "before 95.00 %, 96.00 %; now 95.00 %, 97.00 %",
  ]) {
    expect(html.includes(part), part).toBe(true);
  }
  expect(await page(results, "lr-sweep", "--against", "previous")).toBe(html);
  expect(await page(results, "lr-sweep")).not.toContain("Against the");
});

test("the baseline: no curves, all the trials that it has", async () => {
  const { results, before } = await twoRuns();
  const baseline = baselineSchema.parse({
    formatVersion: 1,
    experiment: "lr-sweep",
    config: before.config,
    dataset: before.dataset,
    provenance: before.provenance,
    trials: [1, 5].map((seed) => ({
      sweepPoint: { [lr]: 0.1 },
      seed,
      status: "diverged",
      bits: "ab",
      metrics: { "test.accuracy": 0.94 },
    })),
  });
  await results.write("baselines/lr-sweep.json", JSON.stringify(baseline));
  const html = await page(results, "lr-sweep", "--against", "baseline");
  for (const part of [
    "Against the baseline",
    "1 pair of trials",
    "seed 1: complete, was diverged",
    "1 trial only before",
    "1 trial only now",
    "+1.00 points",
  ]) {
    expect(html.includes(part), part).toBe(true);
  }
  const compared = comparedBaseline(baseline);
  const { warnings } = compileChart(pairedTrials(before, { before: compared, after: compared })!);
  expect(warnings).toEqual([]);
});

test("what cannot be compared is said in one message", async () => {
  const { results } = await twoRuns();
  const refused = (...args: string[]) => expect(page(results, ...args)).rejects;
  await refused("lr-sweep", "--against", "baseline").toThrow(
    /^no baseline: .*\n`pnpm exp baseline lr-sweep` keeps/,
  );
  await refused("lr-sweep", "--against", "previos").toThrow("did you mean previous?");
  await refused("--against", "previous").toThrow("--against needs one experiment");
  await refused("lr-sweep", "--watch", "--against", "previous").toThrow("no --watch");
  await results.write("baselines/lr-sweep.json", "{}");
  await refused("lr-sweep", "--against", "baseline").toThrow(
    /^cannot read the baseline: .*lr-sweep.json; .*\n`pnpm exp baseline/,
  );
  await results.write("lr-sweep/runs/20270101T000000Z-aaaa.json", "{}");
  await refused("lr-sweep", "--against", "previous").toThrow(
    /^cannot read the run: 20270101T000000Z-aaaa.json; .*\nChoose another/,
  );
});
