import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import { accuracyCurves } from "./accuracy-curves.ts";
import { gradientDifference } from "./gradient-difference.ts";
import { lossCurves } from "./loss-curves.ts";
import { stepTime } from "./step-time.ts";
import { sweepCategories } from "./sweep-categories.ts";
import { sweepResponse } from "./sweep-response.ts";

/** Every chart, in the order of the page; undefined where it has nothing to show. */
export const charts: Readonly<Record<string, (run: Run) => TopLevelSpec | undefined>> = {
  "sweep-response": sweepResponse,
  "sweep-categories": sweepCategories,
  "step-time": stepTime,
  "gradient-difference": gradientDifference,
  "accuracy-curves": accuracyCurves,
  "loss-curves": lossCurves,
};
