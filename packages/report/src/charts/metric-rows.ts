import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { isOfHundred, unitOf } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { first, ink, muted, surface, warning } from "./colours.ts";
import { decades, logDomain, logTicks } from "./domains.ts";
import type { Domain } from "./domains.ts";
import type { Panel } from "./panels.ts";
import { responseRows, rowPoints } from "./response-rows.ts";
import { numberTicks } from "./number-ticks.ts";

const rowHeight = 30;
/** Longer names stand above their rows. */
const longestBeside = 24;
const rowHeightBelowName = 42;
const decadesForLog = 2;

/** One metric: a row for each sweepPoint with mean, interval and the number itself. */
export function metricRows(run: Run, metric: string, title: string): MetricChart | undefined {
  const names = pointNames(run);
  const points = rowPoints(run);
  const rows = responseRows(run, { [metric]: "" }, points).map(({ sweepPoint, ...row }) => ({
    ...row,
    point: names.short(sweepPoint),
  }));
  const drawn = rows.filter((row) => row.mean !== null);
  if (drawn.length === 0) return undefined;
  const values = drawn
    .flatMap(({ mean, low, high }) => [mean, low, high])
    .filter((it) => it !== null);
  const means = drawn.map(({ mean }) => mean!);
  const log = means.every((it) => it > 0) && decades(means) >= decadesForLog;
  const fraction = isOfHundred(unitOf(metric));
  const domain = log ? logRange(means, values) : linearRange(values);
  const above = rows.some(({ point }) => point.length > longestBeside);
  const y = {
    field: "point",
    type: "nominal" as const,
    scale: { domain: points.map(names.short) },
    axis: {
      title: null,
      grid: true,
      labels: !above,
      labelLimit: { expr: "max(60, containerSize()[0] * 0.36)" } as never,
    },
  };
  const scale = {
    domain,
    nice: false,
    clamp: true,
    ...(log ? { type: "log" as const } : { zero: false }),
  };
  const x = {
    field: "mean",
    type: "quantitative" as const,
    scale,
    axis: {
      title: log ? "log scale" : null,
      grid: false,
      ...numberTicks(fraction && !log ? "~%" : undefined),
      ...(log ? { values: logTicks(domain) } : { tickCount: 4 }),
      ...(means.every(Number.isInteger) && !fraction && { tickMinStep: 1 }),
    },
  };
  const middle = log ? Math.sqrt(domain[0] * domain[1]) : (domain[0] + domain[1]) / 2;
  const label = (right: boolean) => ({
    data: { values: drawn.filter((row) => row.mean! > middle === right) },
    mark: {
      type: "text" as const,
      align: right ? ("right" as const) : ("left" as const),
      dx: right ? -9 : 9,
      dy: above ? 12 : -9,
      fontSize: 11,
      color: ink,
    },
    encoding: { y, x, text: { field: "meanText" } },
  });
  return {
    title,
    description: rows
      .map(
        (row) => `${row.point}: ${row.mean === null ? row.trouble || row.meanText : row.meanText}`,
      )
      .join("; "),
    height: (above ? rowHeightBelowName : rowHeight) * points.length + 6,
    layer: [
      {
        data: { values: drawn.filter((row) => row.low !== null) },
        mark: { type: "rule", strokeWidth: 2, color: first, clip: true },
        encoding: {
          y,
          x: { field: "low", type: "quantitative", scale },
          x2: { field: "high" },
        },
      },
      {
        data: { values: drawn },
        mark: {
          type: "circle",
          opacity: 1,
          size: 75,
          color: first,
          stroke: surface,
          strokeWidth: 1,
        },
        encoding: {
          y,
          x,
          tooltip: [
            { field: "name", title: "trials" },
            { field: "meanText", title: "mean" },
            { field: "intervalText", title: "95 % interval" },
            { field: "trouble", title: "trouble" },
          ],
        },
      },
      ...(above
        ? [
            {
              data: { values: rows.map(({ point }) => ({ point })) },
              mark: {
                type: "text" as const,
                align: "left" as const,
                dy: -12,
                fontSize: 11,
                color: muted,
                limit: { expr: "width" },
              },
              encoding: { y, x: { value: 2 }, text: { field: "point" } },
            },
          ]
        : []),
      label(false),
      label(true),
      {
        data: {
          values: rows
            .filter((row) => row.mean === null)
            .map((row) => ({ point: row.point, text: row.trouble || row.meanText })),
        },
        mark: { type: "text", align: "left", dx: 6, dy: above ? 9 : 0, color: warning },
        encoding: { y, x: { datum: domain[0] }, text: { field: "text" } },
      },
    ],
  };
}

/** A panel of full width, as high as its rows need. */
export interface MetricChart extends Omit<Panel, "ratio"> {
  readonly height: number;
  readonly description: string;
}

/** Intervals may reach below any log axis: they do not stretch it by more than a decade. */
function logRange(means: readonly number[], values: readonly number[]): Domain {
  const [low, high] = logDomain(means)!;
  const all = logDomain(values)!;
  const air = (high / low) ** 0.06;
  return [Math.max(all[0], low / 10) / air, Math.min(all[1], high * 10) * air];
}

function linearRange(values: readonly number[]): Domain {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least === most) return linearRange([0, least === 0 ? 1 : least]);
  const low = least > 0 && least < most * 0.7 ? 0 : least;
  const high = most < 0 && most > low * 0.7 ? 0 : most;
  const span = high - low || Math.abs(high) || 1;
  return [low === 0 ? low - span * 0.02 : low - span * 0.08, high + span * 0.08];
}

export const rowsSpec = (
  charts: readonly MetricChart[],
  text: string,
  subtitle: string,
): TopLevelSpec =>
  ({
    title: { text, subtitle: [subtitle] },
    description: `${text}. ${charts.map(({ title, description }) => `${title}: ${description}`).join(". ")}.`,
    usermeta: { fixedHeight: true },
    columns: 1,
    concat: charts.map(({ title, height, layer }) => ({ title, width: 420, height, layer })),
  }) as TopLevelSpec;
