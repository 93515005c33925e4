import type { Run } from "@gradlab/schema";
import { counted } from "../numbers.ts";

/** The sentence that belongs under a chart of accuracies: on means and bars, or why neither is there. */
export function pointsNote({ summaries, trials }: Pick<Run, "summaries" | "trials">): string {
  const measured = summaries.filter(({ metric, n }) => metric.endsWith(".accuracy") && n > 0);
  if (measured.some(({ interval }) => interval !== null))
    return "After the last step; points are means over seeds, bars 95\u00a0% intervals (Student’s t).";
  if (measured.length > 0) return "After the last step. One seed: no interval.";
  const ended = (["failed", "diverged"] as const).flatMap((status) => {
    const n = trials.filter((it) => it.status === status).length;
    return n === 0 ? [] : [`${counted(n, "trial")} ${status}`];
  });
  return `${["No accuracy to draw", ended.join(", ")].filter(Boolean).join(": ")}.`;
}
