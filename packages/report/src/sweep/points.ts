import type { Run, SweepPoint } from "@gradlab/schema";
import { perRun } from "./per-run.ts";

const keys = new WeakMap<SweepPoint, string>();

/** The same string for the same choices, whatever the order of their keys. */
export function pointKey(point: SweepPoint): string {
  let key = keys.get(point);
  if (key === undefined) {
    key = JSON.stringify(Object.entries(point).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    keys.set(point, key);
  }
  return key;
}

/** The sweepPoints of a run, each once, in the order of its trials. */
export const sweepPoints = perRun((run: Run): SweepPoint[] => {
  const points = new Map<string, SweepPoint>();
  for (const { sweepPoint } of [...run.trials, ...run.summaries]) {
    const key = pointKey(sweepPoint);
    if (!points.has(key)) points.set(key, sweepPoint);
  }
  return [...points.values()];
});

/** The place of each sweepPoint's key among them. */
export const pointOrder = perRun(
  (run) => new Map(sweepPoints(run).map((point, i) => [pointKey(point), i])),
);

/** The swept paths that take more than one value, in the order of the axes. */
export const sweptPaths = perRun((run: Run): string[] => {
  const values = new Map<string, Set<string>>();
  for (const point of sweepPoints(run)) {
    for (const [path, value] of Object.entries(point)) {
      values.set(path, (values.get(path) ?? new Set()).add(JSON.stringify(value)));
    }
  }
  return [...values].filter(([, seen]) => seen.size > 1).map(([path]) => path);
});
