import { plainKernels, type Kernels } from "@gradlab/core";
import { sparseImages, type TrainingData } from "@gradlab/models";
import { trialConfig, type TrialResult } from "@gradlab/schema";
import { describe, expect, test } from "vitest";
import { referenceKernels, type KernelsOf } from "../src/executor/kernels.ts";
import { firstDifference } from "../src/run/first-difference.ts";
import { firstKernel, traced, type KernelCall } from "../src/run/first-kernel.ts";
import { executeTrial } from "../src/tasks/execute-trial.ts";
import { differenceText } from "../src/terminal/difference-text.ts";
import { Project } from "./project.ts";

const labels = Uint8Array.from({ length: 60 }, (_, n) => n % 3);
const images = Uint8Array.from({ length: 60 * 9 }, (_, i) => (i % 3 === 0 ? 0 : (i * 37) % 256));
const split = sparseImages(images, labels);
const data: TrainingData = { train: split, test: split, classes: 3 };
const config = trialConfig.parse({
  task: "train",
  dataset: "digits",
  model: { type: "mlp", hidden: [5], activation: "sigmoid", init: { type: "he" } },
  train: {
    optimizer: { type: "sgd", learningRate: 0.1 },
    batchSize: 7,
    steps: 20,
    evaluateEvery: 10,
  },
});

async function execute(kernels: KernelsOf): Promise<TrialResult> {
  const place = { data, kernels: () => kernels };
  return (await executeTrial({ id: 0, config, seed: 1 }, place, () => {})).result;
}

/** The plain kernels, the first number of one's `nth` call one ulp larger. */
function planted(name: "inputGradient" | "sgd", nth: number): KernelsOf {
  let calls = 0;
  return (precision) => {
    const kernels = plainKernels(precision);
    const bits = (array: unknown) => new Int32Array((array as Float32Array).buffer);
    const spoilt = (...args: never[]) => {
      (kernels[name] as (...args: never[]) => void)(...args);
      if (++calls === nth) bits(args[name === "sgd" ? 0 : 2])[0]! += 1;
    };
    return { ...kernels, [name]: spoilt } as Kernels;
  };
}

describe("one ulp in one call of one kernel is found", () => {
  test("in the params, after the step where it first shows", async () => {
    const stored = await execute(referenceKernels);
    expect(firstDifference(stored, await execute(referenceKernels))).toBeUndefined();
    // four calls of sgd a step: W1, b1, W2, b2
    const again = await execute(planted("sgd", 4 * 4 + 3));
    const difference = firstDifference(stored, again)!;
    expect(difference).toMatchObject({ kind: "params", step: 8, equalAt: 4 });
    expect(differenceText(difference)).toMatch(/ differ after step 8, equal after step 4$/);
  });

  test.each([
    ["inputGradient", 3],
    ["sgd", 9],
  ] as const)("as the work of %s", async (name, nth) => {
    const callsOf = async (kernels: KernelsOf) => {
      const calls: KernelCall[] = [];
      await execute(traced(kernels, calls, 1000));
      return calls;
    };
    const expected = await callsOf(referenceKernels);
    expect(firstKernel(expected, await callsOf(referenceKernels))).toBeUndefined();
    const found = firstKernel(expected, await callsOf(planted(name, nth)))!;
    expect(found.kernel).toBe(name);
    const before = expected.slice(0, found.call).filter(({ kernel }) => kernel === name);
    expect(before).toHaveLength(nth);
  });
});

test("a value that differs is named when no param does", async () => {
  const stored = await execute(referenceKernels);
  const again = { ...stored, metrics: { ...stored.metrics, "test.loss": 1 } };
  const difference = firstDifference(stored, again)!;
  expect(differenceText(difference)).toMatch(/^metrics\.test\.loss differs: stored \d.*, now 1$/);
});

test("exp verify: stored trials come out the same; an edited file does not", async () => {
  const project = new Project();
  await project.main("run", "tiny");
  expect(await project.main("verify", "tiny", "--kernels", "reference")).toMatchObject({
    status: 0,
    stdout: "tiny: all 4 trials identical\n",
  });
  const [name] = project.files("trials");
  const path = `results/tiny/trials/${name}`;
  project.write(path, project.read(path).replace(/"W1":"[0-9a-f]{4}/, '"W1":"0000'));
  const { status, stdout } = await project.main("verify", "tiny");
  expect(status).toBe(1);
  expect(stdout).toContain(
    "1 of 4 trials differ\n  learningRate 0.1, seed 1: W1 differs after step 1\n",
  );
  expect(stdout).toContain("wasm and reference kernels agree with each other");
  project.swapLabels();
  expect(await project.main("verify", "tiny")).toMatchObject({ status: 2 });
});
