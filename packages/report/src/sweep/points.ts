import type { Run, SweepPoint } from "@gradlab/schema";

/** The same string for the same choices, whatever the order of their keys. */
export function pointKey(point: SweepPoint): string {
  return JSON.stringify(Object.entries(point).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sweepPoints of a run, each once, in the order of its trials. */
export function sweepPoints(run: Run): SweepPoint[] {
  const points = new Map<string, SweepPoint>();
  for (const { sweepPoint } of [...run.trials, ...run.summaries]) {
    const key = pointKey(sweepPoint);
    if (!points.has(key)) points.set(key, sweepPoint);
  }
  return [...points.values()];
}

/** The swept paths that take more than one value, in the order of the axes. */
export function sweptPaths(run: Run): string[] {
  const values = new Map<string, Set<string>>();
  for (const point of sweepPoints(run)) {
    for (const [path, value] of Object.entries(point)) {
      values.set(path, (values.get(path) ?? new Set()).add(JSON.stringify(value)));
    }
  }
  return [...values].filter(([, seen]) => seen.size > 1).map(([path]) => path);
}
