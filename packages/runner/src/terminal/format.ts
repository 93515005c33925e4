import {
  decimalsOf,
  digitsTo,
  metrics,
  readNumber,
  valueName,
  withDecimals,
  withinRange,
  type StoredNumber,
  type SweepPoint,
} from "@gradlab/schema";

/** "learningRate 0.1, init normal (std 0.01)": the last part of each swept path, and its value. */
export function pointLabel(point: SweepPoint): string {
  const parts = Object.entries(point).map(
    ([path, value]) => `${shortPath(path)} ${valueName(value)}`,
  );
  return parts.join(", ");
}

export const shortPath = (path: string) => path.split(".").at(-1)!;

/**
 * A metric's value in its unit: fractions as per cent, durations in ms, losses to four digits; beside a
 * tolerance to as many as that tells apart.
 */
export function metricLabel(metric: string, stored: StoredNumber, tolerance = Infinity): string {
  const value = readNumber(stored);
  if (value === null) return "–";
  const decimals = decimalsOf(tolerance);
  const unit = Object.hasOwn(metrics, metric) ? metrics[metric as keyof typeof metrics].unit : "1";
  if (unit === "fraction" || unit === "points") {
    return `${withDecimals(value * 100, 2, decimals - 2)} ${unit === "points" ? unit : "%"}`;
  }
  if (unit === "ms") return `${value.toPrecision(3)} ms`;
  if (Number.isSafeInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return withDecimals(value, 4, decimals);
  return value.toExponential(Math.max(2, digitsTo(value, decimals) - 1));
}

/** "± 1e-9", "± 0.50 %" */
export function toleranceLabel(metric: string, tolerance: number): string {
  const isTiny = tolerance > 0 && tolerance < 1e-3;
  const text = metricLabel(metric, tolerance, isTiny ? tolerance / 100 : Infinity);
  return `± ${text.replace(/\.?0*e/, "e")}`;
}

/** A difference of two values of a metric: of fractions in percentage points. */
export function differenceLabel(metric: string, stored: StoredNumber, tolerance?: number): string {
  return metricLabel(metric, stored, tolerance).replace("%", "points");
}

/** "[96.68, 97.17] %": both ends as far as the metric goes, and the unit once. */
export function intervalLabel(
  metric: string,
  interval: readonly [number, number],
  isDifference: boolean,
  tolerance?: number,
): string {
  const label = isDifference ? differenceLabel : metricLabel;
  const shown = isDifference ? interval : withinRange(metric, interval);
  const ends = shown.map((end) => label(metric, end, tolerance));
  const [, unit = ""] = /^\S+( .+)$/.exec(ends[0]!) ?? [];
  return `[${ends.map((end) => end.slice(0, end.length - unit.length)).join(", ")}]${unit}`;
}

/** "2m05s", "14s", "1h10m" */
export function durationLabel(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const pad = (n: number) => String(n).padStart(2, "0");
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${pad(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${pad(Math.floor((seconds % 3600) / 60))}m`;
}

/** Rows under a header; columns of numbers are aligned to the right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const isNumeric = rows[0]!.map((_, c) =>
    rows.slice(1).every((row) => /^([-\d–]|$)/.test(row[c] ?? "")),
  );
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => (row[c] ?? "").length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, c) =>
        isNumeric[c] ? (row[c] ?? "").padStart(width) : (row[c] ?? "").padEnd(width),
      )
      .join("  ")
      .trimEnd();
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => "─".repeat(width))), ...body.map(line)].join(
    "\n",
  );
}

const marks = { pass: "✓", fail: "✗", inconclusive: "?" } as const;
const colours = { pass: 32, fail: 31, inconclusive: 33 } as const;

/** "✓ pass", in colour where the stream shows it. */
export function verdictLabel(verdict: keyof typeof marks, stream: NodeJS.WriteStream): string {
  const text = `${marks[verdict]} ${verdict}`;
  const coloured = stream.isTTY && !process.env["NO_COLOR"];
  return coloured ? `\u001b[${colours[verdict]}m${text}\u001b[0m` : text;
}
