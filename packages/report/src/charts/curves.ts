import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { pointNames } from "../sweep/names.ts";
import { ink } from "./colours.ts";
import type { CurveRow } from "./curve-rows.ts";
import { intervalText } from "./curve-text.ts";
import { logTicks } from "./domains.ts";
import type { Domain } from "./domains.ts";
import { endLabels } from "./end-labels.ts";
import type { Layer } from "./layer.ts";
import { lineNames } from "./line-names.ts";
import { pointColours } from "./point-colours.ts";

interface CurvesChart {
  readonly title: string;
  readonly subtitle: string[];
  readonly description: string;
  readonly rows: readonly CurveRow[];
  /** The column whose line ends carry the names. */
  readonly labelled: string;
  readonly columns: Readonly<Record<string, { says: string; dash: number[] }>>;
  readonly y: { title: string; domain: Domain; log: boolean; format: string };
  readonly text: (value: number) => string;
}

const height = 320;
const mostHoverTargets = 3000;

/** Lines over the steps, a colour for each sweepPoint, a band for the 95 % interval. */
export function curvesSpec(run: Run, chart: CurvesChart): TopLevelSpec {
  const { y, columns, text } = chart;
  const shown = (value: number | null) => (value === null || (y.log && value <= 0) ? null : value);
  // An interval that reaches 0 or less reaches below any log axis.
  const shownLow = (value: number | null) =>
    value !== null && y.log ? Math.max(value, y.domain[0]) : value;
  const rows = chart.rows.map((row) => ({
    ...row,
    mean: shown(row.mean),
    low: shownLow(row.low),
    high: shown(row.high),
    line: columns[row.column]!.says,
  }));
  const drawn = new Set(rows.map((row) => row.point));
  const colours = pointColours(run);
  const labels = endLabels(lineEnds(rows, chart.labelled), {
    domain: y.domain,
    log: y.log,
    height,
  });
  const named = labels !== undefined && colours.domain.length > 1;
  const axis = pointNames(run).axis;
  const says = Object.values(columns).map((column) => column.says);
  const lastStep = Math.max(...rows.map((row) => row.step));

  const scale = {
    domain: y.domain,
    nice: false,
    clamp: true,
    ...(y.log ? { type: "log" as const } : { zero: false }),
  };
  const stepScale = { domain: [0, lastStep], nice: false };
  const xAxis = { title: "step", tickCount: 6, format: ",d" };
  const yAxis = {
    title: y.title,
    format: y.format,
    ...(y.log ? { values: logTicks(y.domain) } : { tickCount: 6 }),
  };
  const colour = {
    field: "point",
    type: "nominal" as const,
    scale: colours,
    legend:
      labels !== undefined || colours.domain.length === 1
        ? null
        : {
            title: axis || null,
            columns: { expr: "max(1, floor(width / 150))" },
            values: colours.domain.filter((it) => drawn.has(it)),
          },
  };
  const dash = {
    field: "line",
    type: "nominal" as const,
    scale: { domain: says, range: Object.values(columns).map((column) => column.dash) },
    legend:
      says.length < 2
        ? null
        : {
            title: null,
            offset: named && axis !== "" ? 30 : 12,
            symbolType: "stroke" as const,
            symbolSize: 500,
            symbolStrokeColor: ink,
          },
  };
  const x = { field: "step", type: "quantitative" as const, scale: stepScale, axis: xAxis };
  const mean = { field: "mean", type: "quantitative" as const, scale, axis: yAxis };
  const hover = rows
    .filter((row) => row.mean !== null)
    .map((row) => ({ ...row, meanText: text(row.mean!), intervalText: intervalText(row, text) }));

  const hoverTargets: Layer = {
    data: { values: hover },
    mark: { type: "circle", opacity: 0, size: 140 },
    encoding: {
      x,
      y: mean,
      color: colour,
      tooltip: [
        { field: "name", title: "trials" },
        { field: "step", title: "step", format: ",d" },
        { field: "meanText", title: "mean" },
        { field: "intervalText", title: "95 % interval" },
        ...(says.length > 1 ? [{ field: "line", title: "split" }] : []),
      ],
    },
  };

  return {
    title: { text: chart.title, subtitle: chart.subtitle },
    description: chart.description,
    width: "container",
    height,
    data: { values: rows },
    layer: [
      {
        transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
        mark: { type: "area", opacity: 0.14, clip: true },
        encoding: {
          x,
          y: { field: "low", type: "quantitative", scale, axis: yAxis },
          y2: { field: "high" },
          color: colour,
          detail: { field: "line" },
        },
      },
      {
        mark: { type: "line", strokeWidth: 2, strokeCap: "round", clip: true },
        encoding: { x, y: mean, color: colour, strokeDash: dash },
      },
      ...(hover.length > mostHoverTargets ? [] : [hoverTargets]),
      ...(named ? lineNames(labels, axis, y.domain[1], colour) : []),
    ],
  };
}

/** Where each line of one column ends. */
function lineEnds(rows: readonly CurveRow[], column: string) {
  const ends = new Map<string, { point: string; step: number; mean: number }>();
  for (const { point, step, mean, column: its } of rows) {
    if (its === column && mean !== null) ends.set(point, { point, step, mean });
  }
  return [...ends.values()];
}
