import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured } from "../numbers.ts";
import { pathName, valueName } from "../sweep/names.ts";
import { sweepPoints, sweptPaths } from "../sweep/points.ts";
import { first, ink, second, surface, warning } from "./colours.ts";
import { accuracyDomain, decades } from "./domains.ts";
import type { Layer } from "./layer.ts";
import { responseRows } from "./response-rows.ts";

const decadesForLog = 2;
const splits = { "test.accuracy": "test split", "train.accuracy": "train split" };

/** Accuracy after training over the one numeric axis that was swept. */
export function sweepResponse(run: Run): TopLevelSpec | undefined {
  const swept = sweptPaths(run);
  const [path] = swept;
  if (path === undefined || swept.length > 1) return undefined;
  if (!sweepPoints(run).every((point) => typeof point[path] === "number")) return undefined;

  const rows = responseRows(run, splits).map((row) => ({ ...row, x: row.sweepPoint[path] as number }));
  const measuredRows = rows.filter((row) => row.mean !== null);
  const xs = [...new Set(rows.map((row) => row.x))].toSorted((a, b) => a - b);
  const log = xs[0]! > 0 && decades(xs) >= decadesForLog;
  const axis = pathName(path, swept);
  const domain = accuracyDomain(
    measuredRows.length === 0 ? [0, 1] : measuredRows.flatMap((row) => [row.mean!, row.low ?? row.mean!]).map((it) => Math.max(0, it)),
  );
  const diverged = rows
    .filter((row) => row.mean === null && row.split === splits["test.accuracy"])
    .map((row) => ({ ...row, word: row.trouble.includes("failed") ? "failed" : row.trouble === "" ? "not measured" : "diverged" }));
  const best = measuredRows
    .filter((row) => row.split === splits["test.accuracy"])
    .reduce<(typeof rows)[number] | undefined>((a, b) => (a === undefined || b.mean! > a.mean! ? b : a), undefined);

  const pad = 0.04;
  const [lowX, highX] = [xs[0]!, xs.at(-1)!];
  const xDomain = log
    ? [lowX / (highX / lowX) ** pad, highX * (highX / lowX) ** pad]
    : [lowX - (highX - lowX) * pad, highX + (highX - lowX) * pad];
  const x = {
    field: "x",
    type: "quantitative" as const,
    scale: { domain: xDomain, nice: false, zero: false, ...(log && { type: "log" as const }) },
    axis: { title: log ? `${axis} (log scale)` : axis, values: xs, format: "~g" },
  };
  const yScale = { domain, nice: false, zero: false, clamp: true };
  const y = { field: "mean", type: "quantitative" as const, scale: yScale, axis: { title: "accuracy", format: ".0%", tickCount: 6 } };
  const color = {
    field: "split",
    type: "nominal" as const,
    scale: { domain: Object.values(splits), range: [first, second] },
    legend: { title: null },
  };
  const place = best === undefined ? 0.5 : xs.indexOf(best.x) / Math.max(1, xs.length - 1);
  const align = place < 0.3 ? ("left" as const) : place > 0.7 ? ("right" as const) : ("center" as const);

  return {
    title: {
      text: `Accuracy by ${axis}`,
      subtitle: ["After the last step. Points are means over seeds, bars 95 % intervals (Student’s t)."],
    },
    description: `Test accuracy after training by ${axis}. ${rows
      .filter((row) => row.split === splits["test.accuracy"])
      .map((row) => `${valueName(row.x)}: ${row.mean === null ? row.trouble || "not measured" : row.meanText}`)
      .join("; ")}.${best === undefined ? "" : ` Best at ${valueName(best.x)}.`}`,
    width: "container",
    height: 300,
    data: { values: measuredRows.map(forData) },
    layer: [
      { mark: { type: "line", strokeWidth: 2 }, encoding: { x, y, color } },
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "rule", strokeWidth: 1.5, clip: true },
        encoding: {
          x,
          y: { field: "low", type: "quantitative", scale: yScale },
          y2: { field: "high" },
          color,
        },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, stroke: surface, strokeWidth: 1.5 },
        encoding: {
          x,
          y,
          color,
          shape: {
            field: "split",
            type: "nominal",
            scale: { domain: Object.values(splits), range: ["circle", "square"] },
            legend: { title: null },
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
      ...(best === undefined ? [] : [bestLabel]),
      ...(diverged.length === 0 ? [] : lost),
    ],
  };
}

/** A row without the sweepPoint, whose keys are anybody's. */
function forData<Row extends { sweepPoint: unknown }>({ sweepPoint: _, ...row }: Row) {
  return row;
}
