import { metrics } from "@gradlab/schema";
import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { sweepPoints } from "../sweep/points.ts";
import { gradientDifference } from "./gradient-difference.ts";
import { metricRows, rowsSpec } from "./metric-rows.ts";
import { moreNote } from "./response-rows.ts";
import { silentUnits } from "./silent-units.ts";
import { stepTime } from "./step-time.ts";
import { tensorDifferences } from "./tensor-differences.ts";

const most = 3;

/** The metrics that claims are made of and that no other chart shows. */
export function metricResponse(run: Run): TopLevelSpec | undefined {
  if (sweepPoints(run).length < 2) return undefined;
  const elsewhere = shownElsewhere(run);
  const claimed = [...new Set(run.verdicts.map(({ metric }) => metric))];
  const shown = claimed
    .filter((metric) => !elsewhere.has(metric))
    .flatMap((metric) => {
      const says = Object.hasOwn(metrics, metric) ? metrics[metric]!.says : "";
      const title = says === "" ? metric : `${capitalised(says)} (${metric})`;
      return metricRows(run, metric, title) ?? [];
    })
    .slice(0, most);
  if (shown.length === 0) return undefined;
  return rowsSpec(
    shown,
    "What the claims are about",
    [
      moreNote(run),
      run.summaries.some(({ interval }) => interval !== null)
        ? "Points are means over seeds, bars 95\u00a0% intervals (Student’s t)."
        : "",
    ]
      .filter(Boolean)
      .join(" "),
  );
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function shownElsewhere(run: Run): Set<string> {
  const shown = new Set(["test.accuracy", "train.accuracy"]);
  if (stepTime(run) !== undefined) shown.add("timing.stepMs");
  if (silentUnits(run) !== undefined) shown.add("units.silentShare");
  if (gradientDifference(run) !== undefined) shown.add("gradient.maxDifference");
  if (tensorDifferences(run) !== undefined) {
    shown.add("gradient.maxDifference");
    shown.add("gradient.maxDifferenceAwayFromKinks");
  }
  return shown;
}
