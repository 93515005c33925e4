import type { Run } from "@gradlab/schema";
import type { TopLevelSpec } from "vega-lite";
import type { Before } from "./before.ts";
import { accuracyAgainstTime } from "./accuracy-against-time.ts";
import { accuracyCurves } from "./accuracy-curves.ts";
import { activationCurves } from "./activation-curves.ts";
import { activationHistograms } from "./activation-histograms.ts";
import { activationSpread } from "./activation-spread.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { decisionRegions } from "./decision-regions.ts";
import { descentPaths } from "./descent-paths.ts";
import { descentValues } from "./descent-values.ts";
import { differenceError } from "./difference-error.ts";
import { directions } from "./directions.ts";
import { gradientDifference } from "./gradient-difference.ts";
import { gradientField } from "./gradient-field.ts";
import { gradientNorms } from "./gradient-norms.ts";
import { lossCurve } from "./loss-curve.ts";
import { lossCurves } from "./loss-curves.ts";
import { metricResponse } from "./metric-response.ts";
import { objectiveScan } from "./objective-scan.ts";
import { predictionBars } from "./prediction-bars.ts";
import { silentUnits } from "./silent-units.ts";
import { silentUnitsCurves } from "./silent-units-curves.ts";
import { softmaxOutputs } from "./softmax-outputs.ts";
import { stepTime } from "./step-time.ts";
import { sweepCategories } from "./sweep-categories.ts";
import { sweepResponse } from "./sweep-response.ts";
import { tangents } from "./tangents.ts";
import { tensorDifferences } from "./tensor-differences.ts";
import { weightGradient } from "./weight-gradient.ts";

/** Every chart, in the order of the page; undefined where it has nothing to show. */
export const charts: Readonly<
  Record<string, (run: Run, before?: Before) => TopLevelSpec | undefined>
> = {
  "decision-regions": decisionRegions,
  "sweep-response": sweepResponse,
  "sweep-categories": sweepCategories,
  "activation-curves": activationCurves,
  "softmax-outputs": softmaxOutputs,
  "loss-curve": lossCurve,
  "prediction-bars": predictionBars,
  tangents,
  "difference-error": differenceError,
  "gradient-field": gradientField,
  directions,
  "descent-paths": descentPaths,
  "descent-values": descentValues,
  "objective-scan": objectiveScan,
  "weight-gradient": weightGradient,
  "tensor-differences": tensorDifferences,
  "activation-histograms": activationHistograms,
  "activation-spread": activationSpread,
  "step-time": stepTime,
  "gradient-difference": gradientDifference,
  "accuracy-curves": accuracyCurves,
  "accuracy-against-time": accuracyAgainstTime,
  "loss-curves": lossCurves,
  "gradient-norms": gradientNorms,
  "silent-units-curves": silentUnitsCurves,
  "silent-units": silentUnits,
  "metric-response": metricResponse,
  // Last: the images that are chosen by a click on it come next.
  "confusion-matrix": confusionMatrix,
};
