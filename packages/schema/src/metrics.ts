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

const ranges: Partial<Record<Metric["unit"], readonly [number, number]>> = {
  fraction: [0, 1],
  points: [-1, 1],
};

/** As much of an interval as values of the metric can lie in: no share is above 1. For showing, not for judging. */
export function withinRange(
  metric: string,
  [low, high]: readonly [number, number],
): [number, number] {
  const unit = Object.hasOwn(metrics, metric) ? metrics[metric]!.unit : "1";
  const [least, most] = ranges[unit] ?? [-Infinity, Infinity];
  const cut = (value: number) => Math.min(most, Math.max(least, value));
  return [cut(low), cut(high)];
}
