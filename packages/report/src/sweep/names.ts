import { valueName, type Run, type SweepPoint } from "@gradlab/schema";
import { perRun } from "./per-run.ts";
import { sweepPoints, sweptPaths } from "./points.ts";

/** Settings whose last part alone says too little. */
const fuller: Readonly<Record<string, string>> = { hidden: "hidden units" };

const words = (part: string) =>
  Object.hasOwn(fuller, part)
    ? fuller[part]!
    : part.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** "learning rate" for train.optimizer.learningRate; longer only where two paths end alike. */
export function pathName(path: string, all: readonly string[]): string {
  const parts = path.split(".");
  for (let n = 1; n < parts.length; n++) {
    const ending = parts.slice(-n).join(".");
    const alike = all.filter((it) => it === ending || it.endsWith(`.${ending}`));
    if (alike.length <= 1) return parts.slice(-n).map(words).join(" ");
  }
  return parts.map(words).join(" ");
}

/** "gradient max difference" for gradient.maxDifference. */
export const metricWords = (metric: string): string => metric.split(".").map(words).join(" ");

/** Names of a run's sweepPoints: full ("learning rate 0.1") and short where one axis varies ("0.1"). */
export interface PointNames {
  /** What the short names are values of; "" when they name themselves. */
  readonly axis: string;
  /** All that is swept, for a heading: "activation and init"; "trials" where nothing is. */
  readonly axes: string;
  readonly full: (point: SweepPoint) => string;
  readonly short: (point: SweepPoint) => string;
}

export const pointNames = perRun((run: Run): PointNames => {
  const all = [...new Set(sweepPoints(run).flatMap((point) => Object.keys(point)))];
  const swept = sweptPaths(run);
  const full = (point: SweepPoint, paths = Object.keys(point)) =>
    paths
      .filter((path) => path in point)
      .map((path) => `${pathName(path, all)} ${valueName(point[path]!)}`)
      .join(", ") || "all trials";
  const axes = swept.map((path) => pathName(path, all)).join(" and ") || "trials";
  if (swept.length !== 1) {
    return { axis: "", axes, full: (it) => full(it), short: (it) => full(it, swept) };
  }
  const [path] = swept as [string];
  return {
    axis: axes,
    axes,
    full: (it) => full(it),
    short: (it) => (path in it ? valueName(it[path]!) : full(it)),
  };
});
