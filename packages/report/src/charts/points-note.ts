import type { Run } from "@gradlab/schema";

/** The sentence on means and bars that belongs under a chart of accuracies; of one seed neither is there. */
export const pointsNote = ({ summaries }: Pick<Run, "summaries">) =>
  summaries.some(({ metric, interval }) => metric.endsWith(".accuracy") && interval !== null)
    ? "After the last step; points are means over seeds, bars 95\u00a0% intervals (Student’s t)."
    : "After the last step. One seed: no interval.";
