import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { pointNames } from "../sweep/names.ts";
import { sweptPaths } from "../sweep/points.ts";
import { ink } from "./colours.ts";
import { logTicks } from "./domains.ts";
import type { Domain } from "./domains.ts";
import { pointColours } from "./point-colours.ts";
import { responseRows, rowPoints } from "./response-rows.ts";

const rowHeight = 40;

/** What a step costs with each way to get the gradient. */
export function stepTime(run: Run): TopLevelSpec | undefined {
  if (!sweptPaths(run).includes("train.gradient")) return undefined;
  const names = pointNames(run);
  const rows = responseRows(run, { "timing.stepMs": "" }, rowPoints(run))
    .filter((row) => row.mean !== null && row.mean > 0)
    .map(({ sweepPoint, ...row }) => ({ ...row, point: names.short(sweepPoint) }));
  if (rows.length === 0) return undefined;
  const means = rows.map((row) => row.mean!);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const domain: Domain = [
    10 ** Math.floor(Math.log10(least) - 0.3),
    10 ** Math.ceil(Math.log10(most) + 0.01),
  ];
  const colours = pointColours(run);
  const y = {
    field: "point",
    type: "nominal" as const,
    scale: { domain: rows.map((row) => row.point), paddingInner: 0.35, paddingOuter: 0.2 },
    axis: { title: null },
  };
  const x = {
    field: "mean",
    type: "quantitative" as const,
    scale: { type: "log" as const, domain, nice: false },
    axis: {
      title: "time per step (ms, log scale)",
      values: logTicks(domain),
      format: ",.5~g",
      grid: true,
    },
  };
  return {
    title: {
      text: "Time per step",
      subtitle: [
        rows.length > 1
          ? `The slowest takes ${plain(Number((most / least).toPrecision(2)))} times as long as the fastest.`
          : "Mean over seeds.",
      ],
    },
    description: `Time per step. ${rows.map((row) => `${row.name}: ${row.meanText}`).join("; ")}.`,
    width: "container",
    height: rowHeight * rows.length,
    data: { values: rows },
    layer: [
      {
        mark: { type: "bar", cornerRadiusEnd: 3 },
        encoding: {
          y,
          x,
          x2: { datum: domain[0] },
          color: { field: "point", type: "nominal", scale: colours, legend: null },
          tooltip: [
            { field: "name", title: "trials" },
            { field: "meanText", title: "mean" },
            { field: "intervalText", title: "95 % interval" },
          ],
        },
      },
      {
        // Inside a bar that leaves no room beside it, else right of its end.
        transform: [
          {
            filter: `log(datum.mean) - log(${domain[0]}) <= 0.6 * (log(${domain[1]}) - log(${domain[0]}))`,
          },
        ],
        mark: { type: "text", align: "left", dx: 6, fontWeight: "bold", color: ink },
        encoding: { y, x, text: { field: "meanText" } },
      },
      {
        transform: [
          {
            filter: `log(datum.mean) - log(${domain[0]}) > 0.6 * (log(${domain[1]}) - log(${domain[0]}))`,
          },
        ],
        mark: {
          type: "text",
          align: "right",
          dx: -8,
          fontWeight: "bold",
          color: "light-dark(#ffffff, #14181e)",
        },
        encoding: { y, x, text: { field: "meanText" } },
      },
    ],
  };
}
