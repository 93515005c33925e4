import { decimalsOf, digitsTo, metrics, withDecimals } from "@gradlab/schema";
import type { Metric, StoredNumber } from "@gradlab/schema";

const space = "\u00a0";
const minus = "\u2212";
const nonFinite = new Map([
  ["NaN", "not a number"],
  ["Infinity", "∞"],
  ["-Infinity", `${minus}∞`],
]);

export type Unit = Metric["unit"];

export function unitOf(metric: string): Unit {
  return Object.hasOwn(metrics, metric) ? metrics[metric]!.unit : "1";
}

/** Shares and their differences are written in hundredths. */
export const isOfHundred = (unit: Unit) => unit === "fraction" || unit === "points";
const hundredth = (unit: Unit) => (unit === "points" ? "points" : "%");

/** 97.05 for 0.9705: a fraction as the number before a % sign. */
const hundredfold = (value: number, digits: number) => (value * 100).toFixed(digits);

/**
 * Four significant digits, or as many as a tolerance tells apart; no trailing zeros, powers of ten where
 * zeros would be counted.
 */
export function plain(value: number, tolerance = Infinity): string {
  if (!Number.isFinite(value)) return nonFinite.get(String(value))!;
  if (value === 0) return "0";
  const size = Math.abs(value);
  const decimals = decimalsOf(tolerance);
  const reach = digitsTo(value, decimals);
  if (size < 1e-3 || size >= 1e7) {
    const [digits, power] = value.toExponential(Math.max(2, reach - 1)).split("e") as [
      string,
      string,
    ];
    return `${digits.replace(/\.?0+$/, "")} × 10${superscript(Number(power))}`.replace("-", minus);
  }
  if (size >= 1000) {
    const digits = { maximumFractionDigits: decimals };
    return value.toLocaleString("en-US", digits).replace("-", minus);
  }
  return String(Number(value.toPrecision(Math.max(4, reach)))).replace("-", minus);
}

const superscript = (power: number) =>
  String(power).replace(/./g, (it) => (it === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(it)]!));

/** A stored value of a metric with its unit: "97.05 %", "0.072 nats", "12.3 ms". */
export function measured(stored: StoredNumber, unit: Unit, tolerance?: number): string {
  if (stored === null) return "not measured";
  const value = Number(stored);
  if (!Number.isFinite(value)) return plain(value);
  if (isOfHundred(unit)) {
    const number = withDecimals(value * 100, 2, decimalsOf(tolerance ?? Infinity) - 2);
    return `${number.replace("-", minus)}${space}${hundredth(unit)}`;
  }
  if (unit === "ms") return duration(value);
  return plain(value, tolerance);
}

/** A difference of two values of a metric, with its sign: "+2.10 points". */
export function difference(stored: StoredNumber, unit: Unit): string {
  if (stored === null || !Number.isFinite(Number(stored))) return measured(stored, unit);
  const value = Number(stored);
  const sign = value > 0 ? "+" : "";
  if (!isOfHundred(unit)) return sign + measured(value, unit);
  return `${sign}${hundredfold(value, 2).replace("-", minus)}${space}points`;
}

/** "97.05 ± 0.12 %", "0.1644 ± 0.0009"; without ± where one seed gives no deviation. */
export function withDeviation(mean: StoredNumber, sd: StoredNumber, unit: Unit): string {
  const [center, spread] = [Number(mean), Number(sd)];
  if (mean === null || sd === null || !Number.isFinite(center) || !Number.isFinite(spread)) {
    return measured(mean, unit);
  }
  const both = (show: (value: number) => string) =>
    `${show(center)}${space}±${space}${show(spread)}`.replaceAll("-", minus);
  if (isOfHundred(unit)) return `${both((it) => hundredfold(it, 2))}${space}${hundredth(unit)}`;
  if (unit === "ms" && center >= 1000) return both(duration);
  if (Number.isInteger(center) && spread === 0) return both(plain);
  if (Math.abs(center) < 1e-3 || Math.abs(center) >= 1e5) return both(plain);
  const spreadDigits = spread === 0 ? 4 : 1 - Math.floor(Math.log10(spread));
  const centerDigits = 3 - Math.floor(Math.log10(Math.abs(center)));
  const digits = Math.max(0, Math.min(spreadDigits, centerDigits, 5));
  return both((it) => it.toFixed(digits)) + (unit === "ms" ? `${space}ms` : "");
}

/** "12.3 ms", "4.2 s", "3 min 20 s", "2 h 5 min". */
export function duration(ms: number): string {
  if (Math.abs(ms) < 1000) return `${plain(Number(ms.toPrecision(3)))}${space}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(3))}${space}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}${space}min ${whole % 60}${space}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}${space}h ${minutes % 60}${space}min`;
}

export const counted = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString("en-US")}${space}${n === 1 ? one : many}`;
