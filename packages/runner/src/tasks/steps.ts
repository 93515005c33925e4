import type { DatasetRecord, TrialConfig } from "@gradlab/schema";
import { isToySet } from "@gradlab/schema/without-zod";

/** How many steps a trial reports as it goes on; 1 where it is too short to report any. */
export function stepsOf(config: TrialConfig): number {
  return config.task === "train" ? config.train.steps : 1;
}

/** Of a pixel that is mostly background: a multiplication of a sparse row, and its index. */
const sparseInputs = 0.3 * 784;

/** What a sample costs beside its multiplications, and a step beside its samples, in such. */
const perSample = 4_000;
const perStep = 60_000;

/** A step goes forward, backward and updates; one by central differences goes forward many times. */
const backprop = 2.3;
const numeric = 500;

/**
 * About how much work a trial is, in multiplications: tells trials of a sweep apart that take ten times
 * as long as others, before the first of them has been seen.
 */
export function workOf(
  config: TrialConfig,
  { trainSamples, testSamples }: Pick<DatasetRecord, "trainSamples" | "testSamples">,
): number {
  if (config.task !== "train") return 1;
  const { steps, batchSize, evaluateEvery, gradient, samples = trainSamples } = config.train;
  const widths = [isToySet(config.dataset) ? 2 : sparseInputs, ...config.model.hidden, 10];
  const forward =
    perSample + widths.reduce((sum, width, i) => sum + width * (widths[i + 1] ?? 0), 0);
  const step = perStep + batchSize * forward * (gradient === "numeric" ? numeric : backprop);
  const evaluations = Math.ceil(steps / evaluateEvery);
  return steps * step + evaluations * (samples + testSamples) * forward;
}
