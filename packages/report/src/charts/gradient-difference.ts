import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { curveRows, finiteMeans, hasCurve } from "./curve-rows.ts";
import { curvesNote, describeLines } from "./curve-text.ts";
import { curvesSpec } from "./curves.ts";
import { logDomain } from "./domains.ts";

/** How far the numeric gradient is from backprop's, step by step. */
export function gradientDifference(run: Run): TopLevelSpec | undefined {
  const rows = curveRows(run, "gradient", ["maxDifference"]);
  const domain = logDomain(finiteMeans(rows));
  if (domain === undefined || !hasCurve(rows)) return undefined;
  return curvesSpec(run, {
    title: "Numeric gradient against backprop",
    subtitle: [
      `Largest difference of any entry, at each step. ${curvesNote(run, rows).replace(/No curve for.*/, "")}`.trim(),
    ],
    description: `Largest gradient difference by step. ${describeLines(rows, "maxDifference", plain)}.`,
    rows,
    labelled: "maxDifference",
    columns: { maxDifference: { says: "largest difference", dash: [] } },
    y: { title: "largest difference (log scale)", domain, log: true },
    text: plain,
  });
}
