import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { first } from "./colours.ts";
import { panelsSpec } from "./panels.ts";
import { contourLayer, planeChannels, planeOf, planeRatio } from "./plane.ts";
import { finiteColumn, numberAt, pointTables } from "./table-rows.ts";

/** The negative gradient as arrows over lines of equal height: each points downhill. */
export function gradientField(run: Run): TopLevelSpec | undefined {
  // Where only the point of comparison is swept, all fields are one.
  const groups = Map.groupBy(pointTables(run, "arrows"), ({ rows }) => JSON.stringify(rows));
  const tables = [...groups.values()].map(([one]) => ({
    ...one!,
    heading: groups.size === 1 ? "" : one!.heading,
  }));
  if (tables.length === 0) return undefined;
  const contours = pointTables(run, "contours");
  const panels = tables.map(({ point, heading, rows }) => {
    const plane = planeOf(rows, 0.08);
    const columns = new Set(finiteColumn(rows, "x0")).size;
    const cell = (plane.x0[1] - plane.x0[0]) / Math.max(2, columns);
    const size = (row: (typeof rows)[number]) =>
      Math.hypot(numberAt(row, "slope0"), numberAt(row, "slope1"));
    const largest = Math.max(...rows.map(size).filter(Number.isFinite), 1e-300);
    const values = rows
      .filter((row) => size(row) / largest > 0.02)
      .map((row) => {
        const [x0, x1] = [numberAt(row, "x0"), numberAt(row, "x1")];
        const [d0, d1] = [-numberAt(row, "slope0"), -numberAt(row, "slope1")];
        const scale = (0.95 * cell) / largest;
        return {
          x0,
          x1,
          to0: x0 + d0 * scale,
          to1: x1 + d1 * scale,
          angle: (Math.atan2(d0, d1) * 180) / Math.PI,
          slopes: `${plain(-d0)}, ${plain(-d1)}`,
        };
      });
    const { x, y } = planeChannels(plane);
    const lines = contours.find((it) => it.point === point);
    return {
      title: heading,
      ratio: planeRatio(plane),
      layer: [
        ...(lines === undefined ? [] : [contourLayer(lines.rows, plane)]),
        {
          data: { values },
          mark: { type: "rule" as const, color: first, strokeWidth: 1.4 },
          encoding: { x, y, x2: { field: "to0" }, y2: { field: "to1" } },
        },
        {
          data: { values },
          mark: {
            type: "point" as const,
            shape: "triangle" as const,
            filled: true,
            opacity: 1,
            color: first,
            size: 26,
          },
          encoding: {
            x: { ...x, field: "to0" },
            y: { ...y, field: "to1" },
            angle: { field: "angle", type: "quantitative" as const, scale: null },
            tooltip: [{ field: "slopes", title: "gradient" }],
          },
        },
      ],
    };
  });
  return panelsSpec({
    title: "The negative gradient",
    subtitle: [
      "Arrows point where the function falls fastest, the longer the steeper; lines join points of equal height.",
    ],
    description: `Arrows along the negative gradient on a grid. ${tables
      .map(({ heading, rows }) => {
        const sizes = rows.map((row) =>
          Math.hypot(numberAt(row, "slope0"), numberAt(row, "slope1")),
        );
        return `${heading || "The function"}: slopes from ${plain(Math.min(...sizes))} to ${plain(Math.max(...sizes))}`;
      })
      .join("; ")}.`,
    most: 2,
    panels,
  });
}
