import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failedResult, mostUnwritten, type Executor } from "@gradlab/schema";
import { expect, test } from "vitest";
import type { LoadedData } from "../src/data.ts";
import { resolve } from "../src/experiment/resolve.ts";
import { parseSource } from "../src/experiment/source.ts";
import { realFiles } from "../src/results/files.ts";
import { ResultStore } from "../src/results/store.ts";
import { runExperiment } from "../src/run/run-experiment.ts";

const seeds = 3 * mostUnwritten;
const text = `title: Gates
question: Is it written?
task: gates
gate: and
model: { type: perceptron, learningRate: 0.1, epochs: 10 }
seeds: ${seeds}
maxSeeds: ${seeds}
`;
const data: LoadedData = {
  config: null,
  record: { name: "none", checksum: "0", trainSamples: 0, testSamples: 0 },
  training: () => Promise.reject(new Error("none")),
};

test("no more trials are asked for than may be unwritten, however the disk overtakes itself", async () => {
  const root = mkdtempSync(join(tmpdir(), "gradlab-"));
  const disk = Promise.withResolvers<void>();
  let created = 0;
  const files: typeof realFiles = {
    ...realFiles,
    async create(path) {
      const isFirstTrial = path.includes("-s1-") && created++ === 0;
      if (isFirstTrial) await disk.promise;
      return realFiles.create(path);
    },
  };
  let asked = 0;
  const full = Promise.withResolvers<void>();
  const executor: Executor = {
    async *execute(jobs) {
      for (const { id } of jobs) {
        if (++asked === mostUnwritten) full.resolve();
        yield { type: "ended", id, result: failedResult("no luck") };
      }
    },
    close: async () => {},
  };
  const nothing = () => {};
  const ended: number[] = [];
  const running = runExperiment(
    resolve("gates", parseSource(text, "experiments/gates.yaml")),
    data,
    new ResultStore(root, "gates", files),
    {
      root,
      executor: async () => executor,
      force: false,
      storedOnly: false,
      saveParams: false,
      failFast: false,
      command: "pnpm exp run gates",
      signals: { finish: new AbortController().signal, stop: new AbortController().signal },
    },
    {
      notice: nothing,
      begin: nothing,
      workers: nothing,
      begun: nothing,
      progress: nothing,
      retried: nothing,
      ended: (_, { seed }) => ended.push(seed),
      finished: nothing,
    },
  );
  await full.promise;
  // All that came after the first are written: it alone is waited for.
  while (ended.length < mostUnwritten - 1) await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(asked).toBe(mostUnwritten);
  disk.resolve();
  await running;
  expect(asked).toBe(seeds);
  expect(ended).toHaveLength(seeds);
});
