import { tasks, type Metric } from "./tasks/index.ts";

/** Measured of every trial, whatever its task. */
const timing = {
  "timing.stepMs": { says: "mean duration of a step", unit: "ms", better: "lower" },
  "timing.evaluationMs": { says: "duration of all evaluations", unit: "ms", better: "lower" },
  "timing.durationMs": { says: "duration of the trial", unit: "ms", better: "lower" },
} as const satisfies Record<string, Metric>;

/** Every metric that a trial of some task can be judged by. */
export const metrics: Readonly<Record<string, Metric>> = Object.assign(
  {},
  timing,
  ...Object.values(tasks).map((task) => task.metrics),
);

/** Names of the metrics that claims of a task may name. */
export function metricNames(task: keyof typeof tasks): string[] {
  return [...Object.keys(tasks[task].metrics), ...Object.keys(timing)];
}
