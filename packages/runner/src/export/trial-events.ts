import type { Params } from "@gradlab/models";
import type { Trial } from "@gradlab/schema";
import type { StepEvent } from "./event-file.ts";
import type { SummaryValue } from "./event-messages.ts";
import { histogramOf } from "./histogram.ts";
import { hyperparameters } from "./hyperparameters.ts";
import { sampleImages } from "./sample-images.ts";
import { trialScalars } from "./scalars.ts";

/** What a trial left beside its file, as far as it did. */
export interface Saved {
  readonly params?: Params | undefined;
  readonly checkpoints?: Params | undefined;
}

/**
 * What TensorBoard shows of a trial, by rising step: at 0 its hyperparameters and sample images, then
 * scalars, and histograms of the params that were saved. Nothing of a trial without scalars.
 */
export function trialEvents(
  trial: Trial,
  { params = {}, checkpoints = {} }: Saved,
  wallTime: number,
): StepEvent[] {
  const scalars = trialScalars(trial);
  const last = scalars.at(-1)?.step;
  if (last === undefined) return [];
  const steps = new Map<number, SummaryValue[]>();
  const add = (step: number, values: readonly SummaryValue[]) => {
    steps.set(step, [...(steps.get(step) ?? []), ...values]);
  };
  add(0, [...hyperparameters(trial, wallTime), ...sampleImages(checkpoints)]);
  for (const { step, values } of scalars) {
    add(
      step,
      [...values].map(([tag, simpleValue]) => ({ tag, simpleValue })),
    );
  }
  for (const [name, { data }] of Object.entries(checkpoints)) {
    const [, step, param] = /^(\d+)\/(.+)$/.exec(name) ?? [];
    if (step !== undefined) add(Number(step), histogram(param!, data));
  }
  for (const [name, { data }] of Object.entries(params)) add(last, histogram(name, data));
  return [...steps].map(([step, values]) => ({ step, values })).sort((a, b) => a.step - b.step);
}

function histogram(param: string, data: Float64Array): SummaryValue[] {
  const histo = histogramOf(data);
  return histo === undefined ? [] : [{ tag: `params/${param}`, histo }];
}
