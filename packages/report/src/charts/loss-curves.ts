import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { plain } from "../numbers.ts";
import { beforeRows, type Before } from "./before.ts";
import { curveRows, finiteMeans, hasCurve, shownValues } from "./curve-rows.ts";
import { curvesNote, describeLines } from "./curve-text.ts";
import { curvesSpec } from "./curves.ts";
import { decades, logDomain, zeroDomain } from "./domains.ts";

const decadesForLog = 1.5;

/** The loss of the batches: of each step where it was kept, else between evaluations. */
export function lossCurves(run: Run, before?: Before): TopLevelSpec | undefined {
  const each = curveRows(run, "loss", ["loss"]);
  const rows = each.length > 0 ? each : curveRows(run, "evaluation", ["loss"]);
  if (!hasCurve(rows)) return undefined;
  const earlier = beforeRows(run, before, each.length > 0 ? "loss" : "evaluation", "loss");
  const means = finiteMeans([...rows, ...earlier]);
  const positive = logDomain(means);
  const log = positive !== undefined && decades(means) > decadesForLog;
  const what =
    each.length > 0
      ? "Loss of each batch."
      : "Mean loss of the batches since the evaluation before.";
  return curvesSpec(run, {
    title: "Loss during training",
    subtitle: [[what, curvesNote(run, rows)].filter(Boolean).join(" ")],
    description: `Cross-entropy of the batches by step. ${describeLines(rows, "loss", plain)}.`,
    rows,
    before: before && { says: before.says, rows: earlier },
    labelled: "loss",
    columns: { loss: { says: "loss", dash: [] } },
    y: {
      title: log ? "cross-entropy (nats, log scale)" : "cross-entropy (nats)",
      domain: log ? positive : zeroDomain(shownValues([...rows, ...earlier])),
      log,
    },
    text: plain,
  });
}
