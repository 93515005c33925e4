import { escaped, markdownTable } from "@gradlab/schema";
import type { Comparison, MetricDifference, PointComparison } from "../compare/compare.ts";
import { counted } from "../counted.ts";
import { differenceLabel, intervalLabel, metricLabel, pointLabel, textTable } from "./format.ts";
import { changeText, shortHash } from "./value-text.ts";

/** What two runs have otherwise, for a terminal. */
export function comparisonText(comparison: Comparison): string {
  const rows = [header(comparison), ...comparison.points.map((it) => row(comparison, it))];
  return [
    ...changeLines(comparison),
    "",
    textTable(rows),
    ...oddLines(comparison),
    "",
    conclusion(comparison),
  ].join("\n");
}

/** The same as GitHub shows it. */
export function comparisonMarkdown(comparison: Comparison): string {
  return [
    `**${escaped(conclusion(comparison))}**`,
    "",
    ...changeLines(comparison).map((line) => `- ${escaped(line)}`),
    "",
    markdownTable(
      header(comparison).map(escaped),
      comparison.points.map((it) => row(comparison, it).map(escaped)),
    ),
    "",
    ...oddLines(comparison).map((line) => `- ${escaped(line)}`),
  ].join("\n");
}

function changeLines({ config, data, math }: Comparison): string[] {
  const lines = [
    ...config.map((change) => `config: ${changeText(change)}`),
    ...(data ? [`data: ${shortHash(data.from)} → ${shortHash(data.to)}`] : []),
    ...(math ? [`math: ${shortHash(math.from)} → ${shortHash(math.to)}`] : []),
  ];
  return lines.length > 0 ? lines : ["config, data and math are the same"];
}

const metricsOf = ({ points }: Comparison) => [
  ...new Set(points.flatMap(({ metrics, alone }) => [...metrics, ...alone].map((it) => it.metric))),
];

const header = (comparison: Comparison) => ["", "seeds", "bits", ...metricsOf(comparison)];

function row(comparison: Comparison, point: PointComparison): string[] {
  const { sweepPoint, pairs, identical, onlyBefore, onlyAfter } = point;
  const side = sideOf(point);
  const bits =
    pairs === 0
      ? (side ?? "other seeds")
      : identical === pairs
        ? "identical"
        : `${pairs - identical} of ${pairs} differ`;
  const others = onlyBefore.length + onlyAfter.length;
  return [
    pointLabel(sweepPoint) || "all",
    others > 0 && side === undefined ? `${pairs} of ${pairs + others}` : String(pairs + others),
    bits,
    ...metricsOf(comparison).map((name) => {
      const found = point.metrics.find(({ metric }) => metric === name);
      if (found !== undefined) return differenceText(found, identical === pairs);
      const own = point.alone.find(({ metric }) => metric === name);
      return own === undefined ? "–" : metricLabel(name, own.mean);
    }),
  ];
}

/** What a sweepPoint is that only one of the two has: its row has the values of that one. */
function sideOf({ pairs, onlyBefore, onlyAfter }: PointComparison): "new" | "gone" | undefined {
  if (pairs > 0) return undefined;
  if (onlyBefore.length === 0) return "new";
  return onlyAfter.length === 0 ? "gone" : undefined;
}

/** "96.93 % → 96.80 %, difference −0.13 points [−0.20, −0.06] points" */
function differenceText(
  { metric, before, after, difference }: MetricDifference,
  isIdentical: boolean,
): string {
  if (isIdentical) return metricLabel(metric, before);
  const { mean, interval } = difference;
  const range = interval ? ` ${intervalLabel(metric, interval, true)}` : "";
  return `${metricLabel(metric, before)} → ${metricLabel(metric, after)}: ${differenceLabel(metric, mean)}${range}`;
}

const oddLines = ({ points }: Comparison) =>
  points.flatMap(({ sweepPoint, odd }) =>
    odd.map((text) => [pointLabel(sweepPoint), text].filter((it) => it !== "").join(", ")),
  );

function conclusion({ points, isIdentical }: Comparison): string {
  const pairs = points.reduce((sum, it) => sum + it.pairs, 0);
  const identical = points.reduce((sum, it) => sum + it.identical, 0);
  if (isIdentical) return `identical: all ${pairs} trials have the same bits`;
  const sides = (["new", "gone"] as const).flatMap((side) => {
    const count = points.filter((it) => sideOf(it) === side).length;
    if (count === 0) return [];
    return [`${counted(count, "sweepPoint")} ${count === 1 ? "is" : "are"} ${side}`];
  });
  const told =
    pairs === 0
      ? "nothing to pair: no sweepPoint and seed is in both"
      : `${identical} of ${pairs} trials have the same bits`;
  return [told, ...sides].join("; ");
}
