import type { Check, Verdict } from "./run.ts";

/**
 * Whether every value behind a check is the same, so that its interval is one number: there is nothing that
 * a confidence is about. Of a median this tells nothing of the other values.
 */
export function areAllSame(
  { interval, n }: Pick<Check, "interval" | "n">,
  statistic: Verdict["statistic"],
): boolean {
  if (interval === null || (statistic === "median" && n > 1)) return false;
  const [low, high] = interval;
  const rounding = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  return high - low <= rounding;
}
