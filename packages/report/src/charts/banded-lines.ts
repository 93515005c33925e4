import type { Run } from "@gradlab/schema";
import type { CurveRow } from "./curve-rows.ts";
import { intervalText } from "./curve-text.ts";
import type { Domain } from "./domains.ts";
import { largest } from "./extremes.ts";
import type { Layer } from "./layer.ts";
import { pointColours } from "./point-colours.ts";

interface BandAxis {
  readonly title: string;
  readonly domain: Domain;
  readonly format: string;
}

const mostHoverTargets = 1500;

/** A panel of lines over the steps, a colour for each sweepPoint, a band for the 95 % interval. */
export function bandedLines(
  run: Run,
  all: readonly CurveRow[],
  axis: BandAxis,
  text: (value: number) => string,
): Layer[] {
  const rows = all
    .filter(({ mean }) => mean !== null)
    .map((row) => ({
      ...row,
      meanText: text(row.mean!),
      intervalText: intervalText(row, text),
    }));
  const x = {
    field: "step",
    type: "quantitative" as const,
    scale: { domain: [0, largest(rows.map(({ step }) => step))], nice: false },
    axis: { title: "step", tickCount: 2, format: ",d" },
  };
  const scale = { domain: axis.domain, nice: false, clamp: true, zero: false };
  const y = (field: string) => ({
    field,
    type: "quantitative" as const,
    scale,
    axis: { title: axis.title, format: axis.format, tickCount: 5 },
  });
  const color = {
    field: "point",
    type: "nominal" as const,
    scale: pointColours(run),
    legend: null,
  };
  return [
    {
      data: { values: rows.filter(({ low, high }) => low !== null && high !== null) },
      mark: { type: "area", opacity: 0.14, clip: true },
      encoding: { x, y: y("low"), y2: { field: "high" }, color },
    },
    {
      data: { values: rows },
      mark: { type: "line", strokeWidth: 2, clip: true },
      encoding: { x, y: y("mean"), color },
    },
    ...(rows.length > mostHoverTargets
      ? []
      : [
          {
            data: { values: rows },
            mark: { type: "circle" as const, opacity: 0, size: 120 },
            encoding: {
              x,
              y: y("mean"),
              color,
              tooltip: [
                { field: "name", title: "trials" },
                { field: "step", title: "step", format: ",d" },
                { field: "meanText", title: "mean" },
                { field: "intervalText", title: "95 % interval" },
              ],
            },
          },
        ]),
  ];
}
