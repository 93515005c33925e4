import type { Run } from "@gradlab/schema";
import type { Domain } from "./domains.ts";
import { logTicks } from "./domains.ts";
import { largest, least } from "./extremes.ts";
import type { Layer } from "./layer.ts";
import { pointColours } from "./point-colours.ts";
import { thinned } from "./thinned.ts";
import { numberTicks } from "./number-ticks.ts";

export interface LineRow {
  readonly point: string;
  readonly x: number;
  readonly y: number | null;
  /** For the tooltip. */
  readonly intervalText?: string;
}

export interface LineAxis {
  readonly title: string | null;
  readonly domain: Domain;
  readonly log?: boolean;
  readonly format?: string;
  readonly ticks?: number;
  readonly values?: readonly number[];
}

const mostHoverTargets = 1500;
const mostRows = 12_000;
const leastPoints = 12;

export const channel = (field: string, axis: LineAxis) => ({
  field,
  type: "quantitative" as const,
  scale: {
    domain: axis.domain,
    nice: false,
    ...(axis.log ? { type: "log" as const } : { zero: false }),
  },
  axis: {
    title: axis.title,
    ...numberTicks(axis.format),
    ...(axis.values === undefined
      ? axis.log
        ? { values: logTicks(axis.domain) }
        : { tickCount: axis.ticks ?? 5 }
      : { values: [...axis.values] }),
  },
});

/** Lines of numbers over numbers, a colour for each sweepPoint. */
export function lineLayers(
  run: Run,
  all: readonly LineRow[],
  axes: { x: LineAxis; y: LineAxis },
  options: {
    dots?: boolean;
    text?: (value: number) => string;
    /** Other than text. */
    yText?: (value: number) => string;
    /** Other than a colour for each sweepPoint. */
    colours?: { domain: string[]; range: string[] };
  } = {},
): Layer[] {
  const rows = thinnedLines(all);
  const x = channel("x", axes.x);
  const y = channel("y", axes.y);
  const color = {
    field: "point",
    type: "nominal" as const,
    scale: options.colours ?? pointColours(run),
    legend: null,
  };
  const text = options.text ?? String;
  const yText = options.yText ?? text;
  const hover = rows
    .filter((row) => row.y !== null)
    .map((row) => ({ ...row, xText: text(row.x), yText: yText(row.y!) }));
  return [
    {
      data: { values: [...rows] },
      mark: { type: "line", strokeWidth: 2, clip: true, strokeJoin: "round" },
      encoding: { x, y, color },
    },
    ...(hover.length > mostHoverTargets
      ? []
      : [
          {
            data: { values: hover },
            mark: {
              type: "circle" as const,
              opacity: options.dots ? 1 : 0,
              size: options.dots ? 45 : 120,
              clip: !options.dots,
            },
            encoding: {
              x,
              y,
              color,
              tooltip: [
                { field: "point", title: "trials" },
                { field: "xText", title: axes.x.title ?? "x" },
                { field: "yText", title: axes.y.title ?? "y" },
                ...(hover.some(({ intervalText }) => intervalText !== undefined)
                  ? [{ field: "intervalText", title: "95 % interval" }]
                  : []),
              ],
            },
          },
        ]),
  ];
}

/** Thousands of lines keep of each its course and its spikes. */
function thinnedLines(rows: readonly LineRow[]): readonly LineRow[] {
  if (rows.length <= mostRows) return rows;
  const lines = [...Map.groupBy(rows, ({ point }) => point).values()];
  const most = Math.max(leastPoints, Math.floor(mostRows / lines.length));
  return lines.flatMap((line) => thinned(line, most, ({ y }) => y));
}

/** From the least to the largest, with a little air. */
export function extentDomain(values: readonly number[], air = 0.04): Domain {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [least(finite), largest(finite)];
  if (finite.length === 0) return [0, 1];
  const pad = high === low ? Math.max(Math.abs(high) * 0.1, 1e-9) : (high - low) * air;
  return [low - pad, high + pad];
}
