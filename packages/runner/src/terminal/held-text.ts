import { baselineSentence } from "../judge/checked.ts";
import type { Held, HeldMetric, LostTrial } from "../compare/held.ts";
import { differenceLabel, intervalLabel, metricLabel, pointLabel, verdictLabel } from "./format.ts";
import { trialLabel } from "./trial-label.ts";
import { changeText } from "./value-text.ts";

/** A run against its baseline: the verdict, and what is not as it was: lost trials, metrics, keys. */
export function heldLines(
  held: Held,
  lost: readonly LostTrial[],
  stream: NodeJS.WriteStream,
): string[] {
  const { verdict, metrics, config, setAside } = held;
  const open = metrics.filter(({ outcome }) => outcome === "worse" || outcome === "inconclusive");
  return [
    `${verdictLabel(verdict, stream)}  ${baselineSentence(held)}`,
    ...lost.map((it) => `    lost: ${lostText(it)}`),
    ...open.map(heldLine),
    ...config.map((change) => `    config: ${changeText(change)}`),
    ...(setAside > 0
      ? [`    ${setAside} trials of the baseline are not in this narrower run`]
      : []),
  ];
}

/** "relu, seed 3: missing" */
export const lostText = (it: LostTrial) => `${trialLabel(it)}: ${it.why}`;

function heldLine(held: HeldMetric): string {
  const { metric, sweepPoint, before, after, difference, interval, tolerance, n, reason } = held;
  const where = pointLabel(sweepPoint);
  const range = interval ? ` ${intervalLabel(metric, interval, true)}` : "";
  const limit = `, tolerance ${differenceLabel(metric, tolerance)}`;
  return (
    `    ${metric}${where && ` at ${where}`}: ${metricLabel(metric, before)} → ${metricLabel(metric, after)}\n` +
    `      difference ${differenceLabel(metric, difference)}${range}${limit}, n = ${n}\n` +
    `      ${reason}`
  );
}
