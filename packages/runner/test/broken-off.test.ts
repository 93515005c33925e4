import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { sparseImages } from "@gradlab/models";
import { UserError, run as runSchema, trial as trialSchema } from "@gradlab/schema";
import { beforeAll, describe, expect, test } from "vitest";
import type { LoadedData } from "../src/data.ts";
import { resolve } from "../src/experiment/resolve.ts";
import { parseSource } from "../src/experiment/source.ts";
import { InProcessExecutor } from "../src/index.ts";
import { realFiles, type Files } from "../src/results/files.ts";
import { ResultStore } from "../src/results/store.ts";
import { isUnfinished } from "../src/results/write-whole.ts";
import { runExperiment } from "../src/run/run-experiment.ts";
import { Killed, fullAt, killedAt } from "./failing-files.ts";

const plan = resolve(
  "tiny",
  parseSource(
    `title: Tiny
question: Is it there?
task: train
dataset: digits
model: { type: mlp, hidden: [2], activation: tanh, init: { type: xavier } }
train: { optimizer: { type: sgd, learningRate: 0.5 }, batchSize: 2, steps: 3, evaluateEvery: 3 }
sweep:
  train.optimizer.learningRate: [0.1, 0.5]
seeds: 1
maxSeeds: 1
`,
    "experiments/tiny.yaml",
  ),
);
const labels = Uint8Array.from({ length: 12 }, (_, n) => n % 2);
const split = sparseImages(
  Uint8Array.from({ length: 12 * 4 }, (_, i) => (i % 4 === labels[i >> 2] ? 200 : i % 9)),
  labels,
);
const data: LoadedData = {
  config: null,
  record: { name: "digits", checksum: "0", trainSamples: 12, testSamples: 12 },
  training: async () => ({ train: split, test: split, classes: 2 }),
};

const project = () => mkdtempSync(join(tmpdir(), "gradlab-"));

/** Runs the two trials; `ended` has the keys of those that were told to be done. */
async function run(root: string, files: Files, onEnded = () => {}) {
  const executor = new InProcessExecutor(await data.training());
  const ended: string[] = [];
  const says: string[] = [];
  const nothing = () => {};
  const outcome = await runExperiment(
    plan,
    data,
    new ResultStore(root, "tiny", files),
    {
      root,
      executor: async () => executor,
      force: false,
      storedOnly: false,
      saveParams: true,
      failFast: false,
      command: "pnpm exp run tiny",
      signals: { finish: new AbortController().signal, stop: new AbortController().signal },
    },
    {
      notice: (sentence) => says.push(sentence),
      begin: nothing,
      workers: nothing,
      begun: nothing,
      progress: nothing,
      retried: nothing,
      ended(_, { key }) {
        ended.push(key);
        onEnded();
      },
      finished: nothing,
    },
  ).catch((error: unknown) => error);
  return { outcome, ended, says };
}

/** Every file by name; trials without what differs from one execution to the next. */
function filesOf(root: string): Map<string, string> {
  const folder = join(root, "results/tiny");
  const found = ["trials", "runs"].flatMap((sub) => {
    const names = readdirSync(folder, { encoding: "utf8" }).includes(sub)
      ? readdirSync(join(folder, sub))
      : [];
    return names.map((name) => [`${sub}/${name}`, readFileSync(join(folder, sub, name))] as const);
  });
  return new Map(
    found.map(([name, bytes]): [string, string] => {
      if (!name.endsWith(".json")) return [name, bytes.toString("hex")];
      const value = JSON.parse(bytes.toString()) as Record<string, unknown>;
      const schema = name.startsWith("runs/") ? runSchema : trialSchema;
      expect(schema.safeParse(value).success).toBe(true);
      const { provenance: _, timing: __, ...rest } = value;
      return [name, JSON.stringify(rest)];
    }),
  );
}

const trialFiles = (root: string) =>
  [...filesOf(root)].filter(
    ([name]) => name.startsWith("trials/") && !isUnfinished(basename(name)),
  );

let expected: [string, string][];
beforeAll(async () => {
  const undisturbed = project();
  expect((await run(undisturbed, realFiles)).ended).toHaveLength(2);
  expected = trialFiles(undisturbed);
});

describe("killed at every call of the file system", () => {
  test("files are whole, no finished trial is lost, and the next run leaves what an undisturbed one does", async () => {
    let at = 1;
    for (; ; at++) {
      const root = project();
      const { outcome, ended } = await run(root, killedAt(at));
      if (!(outcome instanceof Error)) break;
      expect(outcome).toBeInstanceOf(Killed);
      if (at > 1) filesOf(root); // all parse

      const again = await run(root, realFiles);
      expect(again.outcome).not.toBeInstanceOf(Error);
      expect(again.says).toEqual([]);
      expect(ended.filter((key) => again.ended.includes(key))).toEqual([]);
      expect(trialFiles(root)).toEqual(expected);
      expect([...filesOf(root).keys()].filter((name) => name.startsWith("runs/"))).not.toEqual([]);
    }
    expect(at).toBeGreaterThan(35);
  });
});

describe("a disk that is full from any call on", () => {
  test("one message, nothing half-written, and with room again the next run goes on", async () => {
    let at = 1;
    for (; ; at++) {
      const root = project();
      const { outcome, ended } = await run(root, fullAt(at));
      if (!(outcome instanceof Error)) break;
      expect(outcome).toBeInstanceOf(UserError);
      expect(outcome.message).toBe(
        "cannot write to results/tiny: no space left on the device\n" +
          "expected a folder with room; what was finished is kept, run again to go on",
      );
      if (at > 1) {
        const names = [...filesOf(root).keys()].map((name) => basename(name));
        expect(names.filter(isUnfinished)).toEqual([]);
      }

      const again = await run(root, realFiles);
      expect(again.says).toEqual([]);
      expect(ended.length + again.ended.length).toBe(2);
      expect(trialFiles(root)).toEqual(expected);
    }
    expect(at).toBeGreaterThan(35);
  });
});

test("trial files that are deleted in mid-run are told of: the run has no tables of them", async () => {
  const root = project();
  const trials = join(root, "results/tiny/trials");
  const empty = () => {
    const whole = readdirSync(trials).filter((name) => !isUnfinished(name));
    for (const name of whole) rmSync(join(trials, name));
  };
  const { outcome, says } = await run(root, realFiles, empty);
  expect(says).toHaveLength(2);
  expect(says[0]).toMatch(
    /^a trial file is gone, or cannot be read any more: results\/tiny\/trials\/\S+\.json; the run is/,
  );
  expect(outcome).toHaveProperty("run.tables", []);
});
