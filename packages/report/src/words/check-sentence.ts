import { areAllSame, confidenceName, withinRange } from "@gradlab/schema";
import type { Check, Comparison, Verdict } from "@gradlab/schema";
import { counted, measured, unitOf } from "../numbers.ts";
import type { Unit } from "../numbers.ts";
import { metricName } from "../sweep/metric-name.ts";
import type { PointNames } from "../sweep/names.ts";

type About = Pick<Verdict, "metric" | "statistic">;

/** What was found and what was claimed: "Test accuracy at learning rate 0.1: 96.93 %", "claimed: at least 96.50 %". */
export function checkSentence(
  check: Check,
  { metric, statistic }: About,
  names: PointNames,
): { found: string; claimed: string } {
  const unit = unitOf(metric);
  const { against, sweepPoint, value, tolerance } = check;
  const name = metricName(metric).replace(" (nats)", "");
  const what = statistic === "median" ? `median ${name}` : name;
  const where = Object.keys(sweepPoint).length > 0 ? ` at ${names.full(sweepPoint)}` : "";
  const is =
    value === null
      ? "not measured"
      : against === undefined
        ? measured(value, unit, tolerance)
        : `${differs(Number(value), unit)} at ${names.full(against)}`;
  return {
    found: `${what.charAt(0).toUpperCase()}${what.slice(1)}${where}: ${is}`,
    claimed: claimedText(check, unit),
  };
}

const size = (value: number, unit: Unit) => {
  const text = measured(Math.abs(value), unit);
  return unit === "fraction" ? text.replace("%", "points") : text;
};

function differs(value: number, unit: Unit): string {
  if (value === 0) return "the same as";
  return `${size(value, unit)} ${value > 0 ? "higher" : "lower"} than`;
}

function claimedText(check: Check, unit: Unit): string {
  const { limit, tolerance } = check;
  if (limit === null) return "no limit is given for this data set";
  const exact = () => measured(limit, unit, tolerance);
  const by = (word: string) => (limit === 0 ? word : `at least ${size(limit, unit)} ${word}`);
  const text = {
    atLeast: () => `at least ${measured(limit, unit)}`,
    atMost: () => `at most ${measured(limit, unit)}`,
    equals: () => (tolerance ? `${exact()} ± ${measured(tolerance, unit, tolerance)}` : exact()),
    above: () => by("higher"),
    below: () => by("lower"),
    within: () => `no more than ${size(limit, unit)} apart`,
  } satisfies Record<Comparison, () => string>;
  return `claimed: ${text[check.comparison]()}`;
}

/** What the value rests on: "95 % interval 96.75 % to 97.10 %, 6 seeds". */
export function evidence(check: Check, { metric, statistic }: About): string {
  const { interval, n, confidence, tolerance } = check;
  if (n === 0) return "";
  const unit = unitOf(metric);
  const text = (value: number) =>
    check.against === undefined
      ? measured(value, unit, tolerance)
      : `${value > 0 ? "+" : value < 0 ? "−" : ""}${size(value, unit)}`;
  if (interval === null) return `${counted(n, "seed")}, no interval`;
  if (n === 1) return "exact";
  if (areAllSame(check, statistic)) return `the same for all ${counted(n, "seed")}`;
  const shown = check.against === undefined ? withinRange(metric, interval) : interval;
  const [low, high] = shown.map(text) as [string, string];
  return `${confidenceName(confidence)} interval ${low} to ${high}, ${counted(n, "seed")}`;
}
