import { metricWords } from "./names.ts";

const usual: Readonly<Record<string, string>> = {
  "train.loss": "train loss (nats)",
  "test.loss": "test loss (nats)",
  "gradient.maxDifference": "largest gradient difference",
  "timing.stepMs": "time per step",
};

/** Metrics that a table shows also where no claim names them. */
export const usualMetrics = [
  "test.accuracy",
  "train.accuracy",
  "train.loss",
  "gradient.maxDifference",
  "timing.stepMs",
];

/** "test accuracy" for test.accuracy. */
export const metricName = (metric: string): string =>
  Object.hasOwn(usual, metric) ? usual[metric]! : metricWords(metric);
