import { sparseImages } from "@gradlab/models";
import type { TrialConfig } from "@gradlab/schema";
import { expect, test } from "vitest";
import { openKernels } from "../src/executor/kernels.ts";
import { ThreadExecutor, type TrialJob } from "../src/index.ts";

const split = sparseImages(new Uint8Array(100).fill(9), Uint8Array.from([0, 1, 2, 3]));
const data = { train: split, test: split, classes: 4 };

/** A net whose params, gradients and moments take about 150 MB. */
const job = (id: number, steps: number): TrialJob => ({
  id,
  seed: 1,
  config: {
    task: "train",
    dataset: "digits",
    model: {
      type: "mlp",
      hidden: [3000, 3000],
      activation: "relu",
      init: { type: "zeros" },
      bias: { type: "zeros" },
      output: "softmax",
    },
    train: {
      optimizer: { type: "adam", learningRate: 0.1, beta1: 0.9, beta2: 0.999 },
      batchSize: 1,
      steps,
      evaluateEvery: steps,
      batches: "with-replacement",
      pixels: "unit",
      weightDecay: 0,
      gradient: "backprop",
      precision: "float32",
    },
  } as unknown as TrialConfig,
});

test("the memory of forty lost threads is not missed: they would have taken more than there is", async () => {
  const wasm = openKernels("wasm", () => {});
  const executor = new ThreadExecutor(2, data, wasm, { timeoutMs: 3_000 });
  const endless = Array.from({ length: 20 }, (_, id) => job(id, 100_000_000));
  const errors = new Map<number, string | undefined>();
  const never = new AbortController().signal;
  const signals = { finish: never, stop: never };
  for await (const event of executor.execute([...endless, job(20, 1)], signals)) {
    if (event.type === "retried") expect(event.error).toContain("--trial-timeout");
    if (event.type === "ended") errors.set(event.id, event.result.error);
  }
  await executor.close();
  expect(errors.size).toBe(21);
  expect(errors.get(20)).toBe(undefined);
  for (const { id } of endless) expect(errors.get(id)).toContain("--trial-timeout");
});
