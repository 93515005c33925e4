import { readNumber } from "@gradlab/schema";
import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { sweepPoints } from "../sweep/points.ts";
import { metricRows, rowsSpec } from "./metric-rows.ts";

const metric = "units.silentShare";
const worthShowing = 0.02;

/** How many hidden units no sample moves; only where there are some. */
export function silentUnits(run: Run): TopLevelSpec | undefined {
  const some = run.summaries.some(
    (it) => it.metric === metric && (readNumber(it.mean) ?? 0) > worthShowing,
  );
  if (!some || sweepPoints(run).length < 2) return undefined;
  const chart = metricRows(run, metric, "");
  if (chart === undefined) return undefined;
  return rowsSpec(
    [chart],
    "Silent hidden units at the end",
    "Share of the hidden units that put out 0 for every training sample: they learn no more.",
  );
}
