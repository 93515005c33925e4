import { valueName, type Run, type SweepPoint } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { pointNames } from "../sweep/names.ts";
import { sweptPaths } from "../sweep/points.ts";
import { first, second, surface, warning } from "./colours.ts";
import { accuracyDomain, percentFormat } from "./domains.ts";
import {
  accuracyExtent,
  measuresAccuracy,
  moreNote,
  responseRows,
  rowPoints,
} from "./response-rows.ts";
import { pointsNote } from "./points-note.ts";

const splits = { "test.accuracy": "test split", "train.accuracy": "train split" };
const rowHeight = 44;
const phone = 560;

/** Accuracy after training, a row for each sweepPoint: for axes that are no numbers, or several. */
export function sweepCategories(run: Run): TopLevelSpec | undefined {
  const swept = sweptPaths(run);
  const points = rowPoints(run);
  if (swept.length === 0 || !measuresAccuracy(run)) return undefined;
  if (swept.length === 1 && points.every((it) => typeof it[swept[0]!] === "number"))
    return undefined;

  const names = pointNames(run);
  const rows = responseRows(run, splits, points).map(({ sweepPoint, ...row }) => ({
    ...row,
    point: names.short(sweepPoint),
  }));
  const drawn = rows.filter((row) => row.mean !== null);
  const troubled = rows.filter((row) => row.mean === null && row.split === splits["test.accuracy"]);
  const domain = accuracyDomain(accuracyExtent(drawn));
  const scale = { domain, nice: false, zero: false, clamp: true };
  const y = {
    field: "point",
    type: "nominal" as const,
    scale: { domain: points.map(names.short) },
    axis: {
      title: null,
      grid: true,
      labelExpr: labelOf(points, swept, names.short),
      labelLimit: { expr: "max(60, containerSize()[0] * 0.4)" } as never,
    },
  };
  const x = {
    field: "mean",
    type: "quantitative" as const,
    scale,
    axis: { title: "accuracy", format: percentFormat(domain), tickCount: 5, grid: false },
  };
  const yOffset = {
    field: "split",
    type: "nominal" as const,
    scale: { domain: Object.values(splits), paddingOuter: 0.8 },
  };
  const several = new Set(drawn.map(({ split }) => split)).size > 1;
  const legend = several ? { title: null } : null;
  const color = {
    field: "split",
    type: "nominal" as const,
    scale: { domain: Object.values(splits), range: [first, second] },
    legend,
  };
  return {
    title: {
      text: `Accuracy by ${names.axes}`,
      subtitle: [moreNote(run), pointsNote(run)],
    },
    description: `Test accuracy after training by ${names.axes}. ${rows
      .filter((row) => row.split === splits["test.accuracy"])
      .map(
        (row) =>
          `${row.point}: ${row.mean === null ? row.trouble || "not measured" : row.meanText}`,
      )
      .join("; ")}.`,
    width: "container",
    height: rowHeight * points.length,
    data: { values: drawn },
    layer: [
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "rule", strokeWidth: 2, clip: true },
        encoding: {
          y,
          yOffset,
          x: { field: "low", type: "quantitative", scale },
          x2: { field: "high" },
          color,
        },
      },
      {
        mark: {
          type: "point",
          filled: true,
          opacity: 1,
          size: 90,
          stroke: surface,
          strokeWidth: 1.5,
        },
        encoding: {
          y,
          yOffset,
          x,
          color,
          shape: {
            field: "split",
            type: "nominal",
            scale: { domain: Object.values(splits), range: ["circle", "square"] },
            legend,
          },
          tooltip: [
            { field: "name", title: "trials" },
            { field: "split", title: "split" },
            { field: "meanText", title: "mean" },
            { field: "intervalText", title: "95 % interval" },
            { field: "trouble", title: "trouble" },
          ],
        },
      },
      ...(troubled.length === 0
        ? []
        : [
            {
              data: {
                values: troubled.map((row) => ({
                  point: row.point,
                  text: `× ${row.trouble || "not measured"}`,
                })),
              },
              mark: { type: "text" as const, align: "left" as const, dx: 6, color: warning },
              encoding: { y, x: { datum: domain[0] }, text: { field: "text" } },
            },
          ]),
    ],
  };
}

/** Where the title names several axes, their values are enough; on a phone what is in brackets has its own line. */
function labelOf(
  points: readonly SweepPoint[],
  swept: readonly string[],
  nameOf: (point: SweepPoint) => string,
): string {
  const valuesOf = (point: SweepPoint) =>
    swept.map((path) => (path in point ? valueName(point[path]!) : "–")).join(", ");
  const values = Object.fromEntries(points.map((point) => [nameOf(point), valuesOf(point)]));
  const label = swept.length > 1 ? `${JSON.stringify(values)}[datum.label]` : "datum.label";
  return `containerSize()[0] < ${phone} ? split(replace(${label}, ' (', '\\n('), '\\n') : ${label}`;
}
