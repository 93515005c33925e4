import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { measured } from "../numbers.ts";
import { beforeRows, type Before } from "./before.ts";
import { curveRows, hasCurve, shownValues } from "./curve-rows.ts";
import { curvesNote, describeLines } from "./curve-text.ts";
import { curvesSpec } from "./curves.ts";
import { accuracyDomain, percentFormat } from "./domains.ts";

const percent = (value: number) => measured(value, "fraction");

/** Accuracy on both splits as training goes on. */
export function accuracyCurves(run: Run, before?: Before): TopLevelSpec | undefined {
  const rows = curveRows(run, "evaluation", ["train.accuracy", "test.accuracy"]);
  if (!hasCurve(rows)) return undefined;
  const columns = new Set(rows.map((row) => row.column));
  const earlier = beforeRows(run, before, "evaluation", "test.accuracy");
  const shown = shownValues([...rows, ...earlier]).map((it) => Math.min(1, Math.max(0, it)));
  const domain = accuracyDomain(shown);
  return curvesSpec(run, {
    title: "Accuracy during training",
    subtitle: [curvesNote(run, rows)],
    description: `Accuracy on the test split by step. ${describeLines(rows, "test.accuracy", percent)}.`,
    rows,
    before: before && { says: `${before.says}, test split`, rows: earlier },
    labelled: columns.has("test.accuracy") ? "test.accuracy" : "train.accuracy",
    columns: {
      ...(columns.has("train.accuracy") && {
        "train.accuracy": { says: "train split", dash: [1, 0] },
      }),
      ...(columns.has("test.accuracy") && {
        "test.accuracy": { says: "test split", dash: [6, 4] },
      }),
    },
    y: { title: "accuracy", domain, log: false, format: percentFormat(domain) },
    text: percent,
  });
}
