import { decades, type Domain } from "./domains.ts";
import { largest, least } from "./extremes.ts";

const decadesForLog = 2;
/** From one on where the values grow by factors rather than by equal steps. */
const decadesOfFactors = 0.9;
const pad = 0.04;

/** Whether the values of a swept axis, in ascending order, belong on a log axis. */
export function isLogSweep(xs: readonly number[]): boolean {
  if (xs[0]! <= 0) return false;
  const steps = (of: (it: number) => number) => xs.slice(1).map((x, i) => of(x) - of(xs[i]!));
  const uneven = (all: readonly number[]) => largest(all) / least(all);
  const byFactors = uneven(steps(Math.log)) < uneven(steps(Number));
  return decades(xs) >= (byFactors ? decadesOfFactors : decadesForLog);
}

/** From the first to the last, with a little air. */
export function sweepDomain(xs: readonly number[], log: boolean): Domain {
  const [low, high] = [xs[0]!, xs.at(-1)!];
  return log
    ? [low / (high / low) ** pad, high * (high / low) ** pad]
    : [low - (high - low) * pad, high + (high - low) * pad];
}
