import type { Trial } from "@gradlab/schema";
import type { PlannedTrial } from "../run/planned-trials.ts";
import type { Eta } from "./eta.ts";
import { durationLabel, metricLabel } from "./format.ts";
import { errorLine } from "../error-line.ts";
import { trialLabel } from "./trial-label.ts";

/** "learningRate 0.1, seed 2": where that is too long the seed stays. */
export function fittedLabel({ point, seed }: PlannedTrial, width = Infinity): string {
  const whole = trialLabel({ sweepPoint: point.sweepPoint, seed });
  if (whole.length <= width) return whole;
  const end = `, seed ${seed}`;
  return cut(whole.slice(0, -end.length), width - end.length) + end;
}

/** What came of a trial in `width` at most: of a long label a third of that, and the seed, stay. */
export function endText(
  trial: PlannedTrial,
  { status, metrics, timing, error = "" }: Trial,
  width = Infinity,
): string {
  const accuracy = metrics["test.accuracy"];
  const told =
    status === "complete" && accuracy !== undefined
      ? `test accuracy ${metricLabel("test.accuracy", accuracy)}`
      : status;
  const text =
    status === "failed"
      ? `: failed: ${errorLine(error)}`
      : `: ${told} in ${durationLabel(timing["durationMs"] ?? 0)}`;
  return fitted(trial, text, width);
}

export const retryText = (trial: PlannedTrial, error: string, width = Infinity) =>
  fitted(trial, `: ${errorLine(error)}; it is tried once more`, width);

const fitted = (trial: PlannedTrial, text: string, width: number) =>
  cut(fittedLabel(trial, Math.max(Math.floor(width / 3), width - text.length)) + text, width);

/** "12.3 trials/min, ETA 2m05s" */
export function paceText(eta: Eta): string {
  const perMinute = eta.trialsPerMinute;
  const left = eta.leftMs;
  return [
    ...(perMinute === undefined ? [] : [rateLabel(perMinute)]),
    left === undefined ? "ETA …" : `ETA ${durationLabel(left)}`,
  ].join(", ");
}

function rateLabel(perMinute: number): string {
  const [rate, unit] = perMinute < 300 ? [perMinute, "min"] : [perMinute / 60, "s"];
  return `${rate < 10 ? rate.toPrecision(2) : Math.round(rate)} trials/${unit}`;
}

export const cut = (text: string, width: number) =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
