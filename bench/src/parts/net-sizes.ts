import type { Cost } from "@gradlab/schema";
import type { Plan } from "../plan.ts";
import type { Task } from "../measurers/prepare.ts";

export interface Place {
  readonly at: number;
  readonly task: Task;
}

export interface Line extends Pick<Cost, "axis" | "what"> {
  readonly places: readonly Place[];
}

/** The net of the book. */
export const usual = [50];
export const usualBatch = 100;

/** Many images, but not so many that a wide net takes seconds in plain TypeScript. */
export const imagesFor = (hidden: readonly number[]) =>
  hidden.reduce((sum, width) => sum + width, 0) > 400 ? 1000 : 10_000;

const step = (batch: number, hidden: readonly number[]): Task => ({ what: "step", batch, hidden });
const evaluate = (hidden: readonly number[], images = imagesFor(hidden)): Task => ({
  what: "evaluate",
  images,
  hidden,
});

const deep = (depth: number) => Array.from({ length: depth }, () => usual[0]!);

/** One thing of a net varies, the rest is 784-50-10 and batches of 100. */
export function lines({ batches, widths, depths, samples }: Plan): Line[] {
  const along = (places: readonly number[], taskAt: (at: number) => Task) =>
    places.map((at) => ({ at, task: taskAt(at) }));
  return [
    { axis: "batch", what: "a step", places: along(batches, (at) => step(at, usual)) },
    { axis: "width", what: "a step", places: along(widths, (at) => step(usualBatch, [at])) },
    { axis: "depth", what: "a step", places: along(depths, (at) => step(usualBatch, deep(at))) },
    { axis: "width", what: "an image read", places: along(widths, (at) => evaluate([at])) },
    { axis: "depth", what: "an image read", places: along(depths, (at) => evaluate(deep(at))) },
    { axis: "samples", what: "an evaluation", places: along(samples, (at) => evaluate(usual, at)) },
  ];
}
