import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured } from "../numbers.ts";
import { bandedLines } from "./banded-lines.ts";
import { curveRows, finiteMeans, hasCurve, shownValues, type CurveRow } from "./curve-rows.ts";
import { curvesNote, describeLines } from "./curve-text.ts";
import { curvesSpec } from "./curves.ts";
import type { Domain } from "./domains.ts";
import { largest } from "./extremes.ts";
import { panelsSpec, pointKeyOf } from "./panels.ts";

const series = "silentUnits";
const layerColumn = /^layer(\d+)$/;
const worthShowing = 0.02;
const percent = (value: number) => measured(value, "fraction");
const title = "Silent hidden units during training";
const says =
  "Share of the hidden units that put out 0 for every training sample: no gradient reaches them.";

/** When units die: their share at each evaluation, by layer where there are several; only where some do. */
export function silentUnitsCurves(run: Run): TopLevelSpec | undefined {
  const all = curveRows(run, series, ["all"]);
  if (!hasCurve(all)) return undefined;
  const layers = layersOf(run);
  const rows = layers.length > 0 ? curveRows(run, series, layers) : all;
  if (largest(finiteMeans(rows), 0) <= worthShowing) return undefined;
  const most = Math.min(1, largest(shownValues(rows)));
  const y = {
    title: "silent units",
    // Lines at 0 and at 1 are not to be cut in half by the edges.
    domain: [-most * 0.012, Math.min(1.012, most * 1.08)] as Domain,
    format: ".0%",
  };
  const subtitle = [`${says} ${curvesNote(run, all)}`.trim()];
  const description = `${title}. ${describeLines(all, "all", percent)}.`;
  return layers.length > 0
    ? byLayer(run, rows, layers, { subtitle, y })
    : curvesSpec(run, {
        title,
        subtitle,
        description,
        rows,
        labelled: "all",
        columns: { all: { says: "hidden units", dash: [] } },
        y: { ...y, log: false },
        text: percent,
      });
}

const numberOf = (column: string) => Number(layerColumn.exec(column)![1]);
const nameOf = (column: string) => `Hidden layer ${numberOf(column)}`;

const layersOf = ({ curves }: Run): string[] =>
  [...new Set(curves.filter((it) => it.series === series).map(({ column }) => column))]
    .filter((column) => layerColumn.test(column))
    .toSorted((a, b) => numberOf(a) - numberOf(b));

interface Told {
  readonly subtitle: readonly string[];
  readonly y: Parameters<typeof bandedLines>[2];
}

const byLayer = (
  run: Run,
  rows: readonly CurveRow[],
  layers: readonly string[],
  { subtitle, y }: Told,
): TopLevelSpec =>
  panelsSpec({
    title,
    subtitle,
    description: `${title}. ${layers.map((it) => `${nameOf(it)}: ${describeLines(rows, it, percent)}`).join(". ")}.`,
    key: pointKeyOf(
      run,
      rows.map(({ point }) => point),
    ),
    panels: layers.map((column) => ({
      title: nameOf(column),
      ratio: 0.85,
      layer: bandedLines(
        run,
        rows.filter((row) => row.column === column),
        y,
        percent,
      ),
    })),
  });
