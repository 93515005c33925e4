import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first, second, surface } from "./colours.ts";
import type { Domain } from "./domains.ts";
import { panelsSpec } from "./panels.ts";
import { contourLayer, inPlane, planeChannels, planeOf, planeRatio } from "./plane.ts";
import type { Plane } from "./plane.ts";
import { numberAt, pointTables } from "./table-rows.ts";
import type { TableRow } from "./table-rows.ts";

const mostDots = 60;

/** The way down a function of two numbers, over its lines of equal height. */
export function descentPaths(run: Run): TopLevelSpec | undefined {
  const paths = pointTables(run, "path");
  if (paths.length === 0) return undefined;
  const contours = pointTables(run, "contours");
  const shown = paths.map(({ point, heading, rows }) => {
    const lines = contours.find((it) => it.point === point)?.rows;
    const plane = lines === undefined ? planeOf(rows, 0.1) : planeOf([...lines, rows[0]!], 0.03);
    const leaves = rows.find((row) => !inPlane(plane, numberAt(row, "x0"), numberAt(row, "x1")));
    const fate =
      leaves === undefined ? "" : `leaves the picture at step ${plain(numberAt(leaves, "step"))}`;
    return { heading, rows, lines, plane, fate };
  });
  return panelsSpec({
    title: "The way down",
    subtitle: [
      "Lines join points of equal height; the path begins at the ring and ends at the dot.",
    ],
    description: `Paths down a function of two numbers. ${shown
      .map(({ heading, rows, fate }) => {
        const end = rows.at(-1)!;
        return `${heading || "Path"}: ends at ${plain(numberAt(end, "x0"))}, ${plain(numberAt(end, "x1"))}${fate === "" ? "" : `, ${fate}`}`;
      })
      .join("; ")}.`,
    most: 3,
    panels: shown.map(({ heading, rows, lines, plane, fate }) => ({
      title: [heading, fate].filter(Boolean).join(": "),
      ratio: planeRatio(plane),
      layer: [
        ...(lines === undefined ? [] : [contourLayer(lines, plane)]),
        ...pathLayers(rows, plane),
      ],
    })),
  });
}

function pathLayers(rows: readonly TableRow[], plane: Plane) {
  const values = rows
    .map((row, order) => ({
      order,
      step: numberAt(row, "step"),
      x0: nearby(numberAt(row, "x0"), plane.x0),
      x1: nearby(numberAt(row, "x1"), plane.x1),
      value: plain(numberAt(row, "value")),
    }))
    .filter((it) => Number.isFinite(it.x0) && Number.isFinite(it.x1));
  const encoding = planeChannels(plane);
  const tooltip = ["step", "x0", "x1", "value"].map((field) => ({ field, title: field }));
  const inside = values.filter((it) => inPlane(plane, it.x0, it.x1));
  const end = values.at(-1);
  return [
    {
      data: { values },
      mark: { type: "line" as const, strokeWidth: 1.6, color: first, clip: true },
      encoding: { ...encoding, order: { field: "order", type: "quantitative" as const } },
    },
    {
      data: { values: inside },
      mark: {
        type: "circle" as const,
        size: 16,
        color: first,
        opacity: inside.length > mostDots ? 0 : 1,
      },
      encoding: { ...encoding, tooltip },
    },
    {
      data: { values: inside.filter((it) => it.order === 0) },
      mark: {
        type: "point" as const,
        size: 70,
        strokeWidth: 2,
        color: first,
        fill: surface,
        opacity: 1,
      },
      encoding: { ...encoding, tooltip },
    },
    {
      data: { values: inside.filter((it) => it === end) },
      mark: { type: "circle" as const, size: 80, color: second, opacity: 1 },
      encoding: { ...encoding, tooltip },
    },
  ];
}

/** No further out of the picture than a line needs to leave it. */
const nearby = (value: number, [low, high]: Domain) => {
  if (Number.isNaN(value)) return value;
  const span = high - low;
  return Math.min(high + 2 * span, Math.max(low - 2 * span, value));
};
