import type { Config } from "vega-lite";
import { grid, ink, muted } from "./colours.ts";

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";

/** How every chart looks. */
export const theme = {
  background: "transparent",
  font,
  padding: 4,
  view: { stroke: null },
  title: { color: ink, subtitleColor: muted, anchor: "start" },
  axis: {
    domainColor: muted,
    tickColor: muted,
    gridColor: grid,
    labelColor: muted,
    titleColor: ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    titlePadding: 8,
    labelOverlap: "greedy",
    labelSeparation: 8,
    domain: false,
    ticks: false,
    labelPadding: 6,
  },
  axisX: { domain: true, ticks: true, grid: false, labelPadding: 3 },
  legend: {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    orient: "top",
    direction: "horizontal",
    offset: 12,
    symbolStrokeWidth: 2,
    labelLimit: 260,
  },
  text: { fontSize: 12 },
} satisfies Config;
