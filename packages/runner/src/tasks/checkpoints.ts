import {
  train,
  writeSafetensors,
  type Fingerprint,
  type Params,
  type SparseImages,
} from "@gradlab/models/training";
import type { CheckpointReadings, TrialConfig } from "@gradlab/schema";
import { checkpointTensor, sampleTensors } from "@gradlab/schema/without-zod";
import type { Workbench } from "../executor/kernels.ts";

type TrainTrial = Extract<TrialConfig, { task: "train" }>;

/** Images of the test split that are kept with the checkpoints. */
const samples = 100;

/** 1, 4, 16, …, all below the last step: a net changes most in its first steps. */
export function checkpointSteps(last: number): number[] {
  const steps: number[] = [];
  for (let step = 1; step < last; step *= 4) steps.push(step);
  return steps;
}

/**
 * What a net was on its way, as safetensors with images to try it on. Training as far again by the same
 * seed gives the same bits, which the fingerprints that training left confirm.
 */
export function checkpoints(
  config: TrainTrial,
  seed: number,
  fingerprints: readonly Fingerprint[],
  workbench: Pick<Workbench, "data" | "kernels">,
): Uint8Array {
  const params: Params = {};
  const readings: CheckpointReadings = [];
  for (const step of checkpointSteps(config.train.steps)) {
    const shorter = { ...config, train: { ...config.train, steps: step, evaluateEvery: step } };
    const host = { now: () => 0, progress() {}, kernels: workbench.kernels() };
    const outcome = train(shorter, workbench.data, seed, host);
    expectSame(outcome.fingerprints, fingerprints, step);
    readings.push({ step, testAccuracy: outcome.metrics["test.accuracy"]! });
    for (const [name, { shape, data }] of Object.entries(outcome.params)) {
      // The next training is given the memory of this one.
      params[checkpointTensor(step, name)] = { shape, data: data.slice() };
    }
  }
  const { test } = workbench.data;
  if (test.pixel instanceof Uint8Array) Object.assign(params, sampleOf(test));
  const dtype = config.train.precision === "float32" ? "F32" : "F64";
  return writeSafetensors(params, { checkpoints: JSON.stringify(readings) }, { dtype });
}

/** Both are powers of two, or evaluated: a step that was trained to has its fingerprint in both. */
function expectSame(
  again: readonly Fingerprint[],
  before: readonly Fingerprint[],
  step: number,
): void {
  const at = (all: readonly Fingerprint[]) =>
    JSON.stringify(all.find((it) => it.step === step)?.tensors);
  if (at(again) !== at(before)) {
    throw new Error(`training again to step ${step} gave other params than the first time`);
  }
}

function sampleOf({ count, features, rowStart, column, pixel, labels }: SparseImages): Params {
  const n = Math.min(samples, count);
  const images = new Float64Array(n * features);
  for (let i = 0; i < n; i++) {
    for (let p = rowStart[i]!; p < rowStart[i + 1]!; p++)
      images[i * features + column[p]!] = pixel[p]!;
  }
  return {
    [sampleTensors.images]: { shape: [n, features], data: images },
    [sampleTensors.labels]: { shape: [n], data: Float64Array.from(labels.subarray(0, n)) },
  };
}
