import type { Optimizer } from "./optimizers/index.ts";
import type { SurfaceGradient } from "./surfaces.ts";

/**
 * The path (steps + 1, 2), row-major, that an optimizer takes over a surface: start, and the point
 * after each step against the gradient. A path that diverges goes on to ±∞ and NaN.
 */
export function descend(
  gradient: SurfaceGradient,
  start: readonly [number, number],
  optimizer: Optimizer,
  steps: number,
): Float64Array {
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`invalid steps: ${steps}; expected an integer >= 0`);
  }
  const point = Float64Array.from(start);
  const path = new Float64Array(2 * (steps + 1));
  path.set(point);
  for (let step = 1; step <= steps; step++) {
    optimizer.update([point], [Float64Array.from(gradient(point[0]!, point[1]!))]);
    path.set(point, 2 * step);
  }
  return path;
}
