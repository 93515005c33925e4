/** Every metric that a trial can be judged by. */
interface Metric {
  readonly says: string;
  readonly unit: "fraction" | "nats" | "ms" | "1";
  readonly better: "higher" | "lower";
}

export const metrics = {
  "train.accuracy": {
    says: "share of the train split read right after the last step",
    unit: "fraction",
    better: "higher",
  },
  "test.accuracy": {
    says: "share of the test split read right after the last step",
    unit: "fraction",
    better: "higher",
  },
  "train.loss": {
    says: "mean cross-entropy over the train split after the last step",
    unit: "nats",
    better: "lower",
  },
  "test.loss": {
    says: "mean cross-entropy over the test split after the last step",
    unit: "nats",
    better: "lower",
  },
  "gradient.maxDifference": {
    says: "largest difference of an entry of the numeric gradient from backprop's, over all steps",
    unit: "1",
    better: "lower",
  },
  "gradient.medianDifference": {
    says: "median over the steps of a step's largest difference from backprop",
    unit: "1",
    better: "lower",
  },
  "timing.stepMs": { says: "mean duration of a step", unit: "ms", better: "lower" },
  "timing.evaluationMs": { says: "duration of all evaluations", unit: "ms", better: "lower" },
  "timing.durationMs": { says: "duration of the trial", unit: "ms", better: "lower" },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];
