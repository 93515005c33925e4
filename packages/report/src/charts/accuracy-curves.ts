import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured } from "../numbers.ts";
import { sweepPoints } from "../sweep/points.ts";
import { beforeRows, type Before } from "./before.ts";
import { curveRows, hasCurve, shownValues } from "./curve-rows.ts";
import { curvesNote, describeLines } from "./curve-text.ts";
import { curvesSpec } from "./curves.ts";
import { accuracyDomain, percentFormat } from "./domains.ts";

const percent = (value: number) => measured(value, "fraction");

const solid: number[] = [];
const columns = {
  "train.accuracy": { says: "train split", dash: solid },
  "test.accuracy": { says: "test split", dash: [6, 4] },
};
const testAlone = { "test.accuracy": { ...columns["test.accuracy"], dash: solid } };
/** Of more lines nobody tells the splits apart. */
const mostWithBoth = 40;

/** Accuracy on both splits as training goes on. */
export function accuracyCurves(run: Run, before?: Before): TopLevelSpec | undefined {
  const all = curveRows(run, "evaluation", Object.keys(columns));
  if (!hasCurve(all)) return undefined;
  const present = new Set(all.map((row) => row.column));
  const crowded = sweepPoints(run).length > mostWithBoth && present.has("test.accuracy");
  const shown = Object.fromEntries(
    Object.entries(crowded ? testAlone : columns).filter(([name]) => present.has(name)),
  );
  const rows = all.filter(({ column }) => Object.hasOwn(shown, column));
  const earlier = beforeRows(run, before, "evaluation", "test.accuracy");
  const values = shownValues([...rows, ...earlier]).map((it) => Math.min(1, Math.max(0, it)));
  const domain = accuracyDomain(values);
  return curvesSpec(run, {
    title: "Accuracy during training",
    subtitle: [[crowded ? "On the test split." : "", curvesNote(run, rows)].join(" ").trim()],
    description: `Accuracy on the test split by step. ${describeLines(rows, "test.accuracy", percent)}.`,
    rows,
    before: before && { says: `${before.says}, test split`, rows: earlier },
    labelled: present.has("test.accuracy") ? "test.accuracy" : "train.accuracy",
    columns: shown,
    y: {
      title: crowded ? "test accuracy" : "accuracy",
      domain,
      log: false,
      format: percentFormat(domain),
    },
    text: percent,
  });
}
