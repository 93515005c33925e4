import {
  createOptimizer,
  descend,
  numericalSurfaceGradient,
  surfaces,
  type OptimizerConfig,
  type Surface,
} from "@gradlab/core";
import { contours } from "./contours.ts";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

const maxRows = 500;
/** A path that leaves this far does not stretch the picture. */
const widest = 10;

export const descentTask: Task<"descent"> = ({ surface: name, start, steps, ...config }) => {
  const surface: Surface = surfaces[name];
  const gradient =
    config.gradient === "numeric" ? numericalSurfaceGradient(surface.value) : surface.gradient;
  const optimizer = createOptimizer(config.optimizer as OptimizerConfig);
  const path = descend(gradient, start, optimizer, steps);
  const [end0, end1] = [path.at(-2)!, path.at(-1)!];

  const rows = thinned(steps + 1);
  const x0 = rows.map((step) => path[2 * step]!);
  const x1 = rows.map((step) => path[2 * step + 1]!);
  return completeResult({
    metrics: {
      "descent.value": surface.value(end0, end1),
      "descent.distance": norm(end0, end1),
      "descent.moved": norm(end0 - start[0], end1 - start[1]),
      "descent.turns": turns(path),
    },
    tables: {
      path: { step: rows, x0, x1, value: rows.map((_, i) => surface.value(x0[i]!, x1[i]!)) },
      contours: contours(surface, reach(x0), reach(x1)),
    },
  });
};

function norm(x0: number, x1: number): number {
  return Math.sqrt(x0 * x0 + x1 * x1);
}

/** How often x1 changes its sign. */
function turns(path: Float64Array): number {
  let crossings = 0;
  let side = 0;
  for (let i = 1; i < path.length; i += 2) {
    const now = Math.sign(path[i]!);
    if (now * side < 0) crossings++;
    if (now !== 0) side = now;
  }
  return crossings;
}

/** Numbers of the rows to store: all, or as many as fit, evenly, the first and the last among them. */
function thinned(count: number): number[] {
  const kept = Math.min(count, maxRows);
  return Array.from({ length: kept }, (_, i) =>
    kept === 1 ? 0 : Math.round((i * (count - 1)) / (kept - 1)),
  );
}

/** How far from 0 the finite ones go; 1 when they do not go at all. */
function reach(values: readonly number[]): number {
  const farthest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  return farthest === 0 ? 1 : Math.min(farthest, widest);
}
