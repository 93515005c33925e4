import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { counted } from "../numbers.ts";
import { classColour, classTint, ink, surface } from "./colours.ts";
import type { Layer } from "./layer.ts";
import { panelsSpec } from "./panels.ts";
import { planeChannels, planeRatio } from "./plane.ts";
import type { Plane } from "./plane.ts";
import { exampleNote, finiteColumn, numberAt, pointTables } from "./table-rows.ts";
import type { TableRow } from "./table-rows.ts";

const cross = "M-.5,-.5L.5,.5M.5,-.5L-.5,.5";
const few = 10;

/** What comes out over the plane of two inputs, and the samples on it. */
export function decisionRegions(run: Run): TopLevelSpec | undefined {
  const regions = pointTables(run, "regions");
  if (regions.length === 0) return undefined;
  const points = pointTables(run, "points");
  const samplesOf = (point: string) => points.find((it) => it.point === point)?.rows ?? [];
  const classes = [
    ...new Set(
      [...regions, ...points].flatMap(({ rows }) =>
        [...finiteColumn(rows, "output"), ...finiteColumn(rows, "target")].map(Math.round),
      ),
    ),
  ].toSorted((a, b) => a - b);
  const wrongOf = (point: string) => samplesOf(point).filter(isWrong).length;
  const panels = regions.map(({ point, heading, rows }) => {
    const samples = samplesOf(point);
    const { layers, plane } = regionLayers(rows);
    return {
      title: [heading, `${wrongOf(point)} of ${samples.length} wrong`].filter(Boolean).join(": "),
      ratio: planeRatio(plane),
      layer: [layers, ...sampleLayers(samples, plane)],
    };
  });
  return panelsSpec({
    title: "What comes out where",
    subtitle: [
      `Areas are coloured by the output, points by what it should be. ${exampleNote(run, regions)}`.trim(),
    ],
    description: `Output over the plane of two inputs. ${regions
      .map(
        ({ point, heading }) =>
          `${heading || "All trials"}: ${wrongOf(point)} of ${counted(samplesOf(point).length, "point")} wrong`,
      )
      .join("; ")}.`,
    key: {
      items: [
        ...classes.map((it) => ({
          says: String(it),
          colour: classColour(it),
          mark: "dot" as const,
        })),
        { says: "comes out wrong", colour: ink, mark: "cross" as const },
      ],
    },
    panels,
  });
}

const isWrong = (row: TableRow) =>
  Math.round(numberAt(row, "output")) !== Math.round(numberAt(row, "target"));

/** Neighbours of one output in a row of the grid are one rectangle. */
function regionLayers(rows: readonly TableRow[]): { layers: Layer; plane: Plane } {
  const [x0s, x1s] = ["x0", "x1"].map((name) =>
    [...new Set(finiteColumn(rows, name))].toSorted((a, b) => a - b),
  ) as [number[], number[]];
  const half = (at: number[]) =>
    at.length < 2 ? 0.5 : (at.at(-1)! - at[0]!) / (at.length - 1) / 2;
  const [h0, h1] = [half(x0s), half(x1s)];
  const plane: Plane = {
    x0: [x0s[0]! - h0, x0s.at(-1)! + h0],
    x1: [x1s[0]! - h1, x1s.at(-1)! + h1],
  };
  const sorted = rows
    .map((row) => ({
      x0: numberAt(row, "x0"),
      x1: numberAt(row, "x1"),
      output: Math.round(numberAt(row, "output")),
    }))
    .filter((it) => Number.isFinite(it.output))
    .toSorted((a, b) => a.x1 - b.x1 || a.x0 - b.x0);
  const values: {
    x0: number;
    to0: number;
    x1: number;
    to1: number;
    colour: string;
    output: number;
  }[] = [];
  for (const [i, { x0, x1, output }] of sorted.entries()) {
    const last = values.at(-1);
    if (last !== undefined && sorted[i - 1]!.x1 === x1 && last.output === output) {
      last.to0 = x0 + h0;
    } else {
      const colour = classTint(output);
      values.push({ x0: x0 - h0, to0: x0 + h0, x1: x1 - h1, to1: x1 + h1, colour, output });
    }
  }
  const fill = { field: "colour", type: "nominal" as const, scale: null };
  const layers: Layer = {
    data: { values },
    // The stroke closes the hairlines between rectangles.
    mark: { type: "rect", strokeWidth: 0.8, clip: true },
    encoding: {
      ...planeChannels(plane),
      x2: { field: "to0" },
      y2: { field: "to1" },
      fill,
      stroke: fill,
    },
  };
  return { layers, plane };
}

function sampleLayers(samples: readonly TableRow[], plane: Plane): Layer[] {
  const values = samples.map((row) => ({
    x0: numberAt(row, "x0"),
    x1: numberAt(row, "x1"),
    target: row["target"],
    output: row["output"],
    wrong: isWrong(row),
    colour: classColour(Math.round(numberAt(row, "target"))),
  }));
  const big = samples.length <= few;
  return [
    {
      data: { values },
      mark: {
        type: "circle",
        opacity: 1,
        size: big ? 130 : 22,
        stroke: surface,
        strokeWidth: big ? 1.5 : 0.5,
      },
      encoding: {
        ...planeChannels(plane),
        fill: { field: "colour", type: "nominal", scale: null },
        tooltip: ["x0", "x1", "target", "output"].map((field) => ({ field, title: field })),
      },
    },
    {
      data: { values: values.filter((it) => it.wrong) },
      mark: {
        type: "point",
        shape: cross,
        size: big ? 330 : 26,
        strokeWidth: big ? 2.5 : 1,
        color: ink,
        opacity: 1,
      },
      encoding: planeChannels(plane),
    },
  ];
}
