import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { pointNames } from "../sweep/names.ts";
import type { CurveRow } from "./curve-rows.ts";
import { intervalText } from "./curve-text.ts";
import { curvesKey } from "./curves-key.ts";
import { logTicks } from "./domains.ts";
import type { Domain } from "./domains.ts";
import { endLabels } from "./end-labels.ts";
import { largest } from "./extremes.ts";
import type { Layer } from "./layer.ts";
import { lineNames } from "./line-names.ts";
import { numberTicks } from "./number-ticks.ts";
import { pointColours } from "./point-colours.ts";

interface CurvesChart {
  readonly title: string;
  readonly subtitle: string[];
  readonly description: string;
  readonly rows: readonly CurveRow[];
  /** Another run's lines, drawn dotted. */
  readonly before?: { readonly says: string; readonly rows: readonly CurveRow[] } | undefined;
  /** The column whose line ends carry the names. */
  readonly labelled: string;
  readonly columns: Readonly<Record<string, { says: string; dash: number[] }>>;
  readonly y: { title: string; domain: Domain; log: boolean; format?: string };
  readonly text: (value: number) => string;
}

const height = 320;
const mostHoverTargets = 3000;
/** Shorter lines have no noise to smooth away. */
const leastForSmoothing = 20;
/** Of five digits each, with air between them. */
const ticksThatFit = "clamp(floor(width / 75), 2, 6)";
// Names that in-page/smoothing.js knows.
const curvesData = "curves";
const smoothedData = "smoothed";
const rawOpacity = "rawOpacity";

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
    meanText: row.mean === null ? "" : text(row.mean),
    intervalText: intervalText(row, text),
  }));
  const earlier = (chart.before?.rows ?? []).map((row) => ({ ...row, mean: shown(row.mean) }));
  const colours = pointColours(run);
  const labels = endLabels(lineEnds(rows, chart.labelled), {
    domain: y.domain,
    log: y.log,
    height,
  });
  const atEnds = labels !== undefined && colours.domain.length > 1;
  const axis = pointNames(run).axis;
  const says = Object.values(columns).map((column) => column.says);
  const lastStep = largest([...rows, ...earlier].map((row) => row.step));

  const smooth = stepsOf(rows) >= leastForSmoothing;

  const scale = {
    domain: y.domain,
    nice: false,
    clamp: true,
    ...(y.log ? { type: "log" as const } : { zero: false }),
  };
  const stepScale = { domain: [0, lastStep], nice: false };
  const xAxis = { title: "step", tickCount: { expr: ticksThatFit } as never, format: ",d" };
  const yAxis = {
    title: y.title,
    ...numberTicks(y.format),
    ...(y.log ? { values: logTicks(y.domain) } : { tickCount: 6 }),
  };
  const colour = {
    field: "point",
    type: "nominal" as const,
    scale: colours,
    legend: null,
  };
  const strokeDash = {
    field: "line",
    type: "nominal" as const,
    scale: { domain: says, range: Object.values(columns).map((column) => column.dash) },
    legend: null,
  };
  // What is written as a dash without gaps, a PDF draws dash by dash.
  const dashes = says.length > 1 ? { strokeDash } : {};
  const x = { field: "step", type: "quantitative" as const, scale: stepScale, axis: xAxis };
  const mean = { field: "mean", type: "quantitative" as const, scale, axis: yAxis };
  const hoverTargets: Layer = {
    transform: [{ filter: "isValid(datum.mean)" }],
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

  const earlierLine: Layer = {
    data: { values: earlier },
    mark: { type: "line", strokeWidth: 2, strokeDash: [1, 4], strokeCap: "round", clip: true },
    encoding: { x, y: mean, color: colour },
  };
  const smoothedLine: Layer = {
    data: { name: smoothedData, values: [] },
    mark: { type: "line", strokeWidth: 2, clip: true },
    encoding: { x, y: mean, color: colour, ...dashes },
  };

  return {
    title: { text: chart.title, subtitle: chart.subtitle },
    description: chart.description,
    usermeta: {
      key: curvesKey(
        run,
        rows,
        atEnds,
        columns,
        earlier.length > 0 ? chart.before?.says : undefined,
      ),
      ...(smooth && { smooth }),
    },
    ...(smooth && { params: [{ name: rawOpacity, value: 1 }] }),
    width: "container",
    height,
    data: { name: curvesData, values: rows },
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
        // No round caps: in a PDF each dash would be an outline of its own.
        mark: {
          type: "line",
          strokeWidth: 2,
          clip: true,
          ...(smooth && { opacity: { expr: rawOpacity } }),
        },
        encoding: { x, y: mean, color: colour, ...dashes },
      },
      ...(smooth ? [smoothedLine] : []),
      ...(earlier.length > 0 ? [earlierLine] : []),
      ...(rows.length > mostHoverTargets ? [] : [hoverTargets]),
      ...(atEnds ? lineNames(labels, axis, y.domain[1], colour) : []),
    ],
  };
}

const stepsOf = (rows: readonly CurveRow[]) => new Set(rows.map(({ step }) => step)).size;

/** Where each line of one column ends. */
function lineEnds(rows: readonly CurveRow[], column: string) {
  const ends = new Map<string, { point: string; step: number; mean: number }>();
  for (const { point, step, mean, column: its } of rows) {
    if (its === column && mean !== null) ends.set(point, { point, step, mean });
  }
  return [...ends.values()];
}
