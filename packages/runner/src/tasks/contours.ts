import { cos, sin, type Surface } from "@gradlab/core";

const levels = 12;
const pointsOfEach = 73;

/**
 * Closed contour lines of a surface a·x0² + b·x1², out to the one through (reach0, reach1): level by
 * level as squares, so that a bowl's circles lie evenly.
 */
export function contours(surface: Surface, reach0: number, reach1: number) {
  const a = surface.value(1, 0);
  const b = surface.value(0, 1);
  const top = surface.value(reach0, reach1);
  const table = { level: [] as number[], x0: [] as number[], x1: [] as number[] };
  for (let k = 1; k <= levels; k++) {
    const level = top * (k / levels) * (k / levels);
    for (let p = 0; p < pointsOfEach; p++) {
      const angle = (2 * Math.PI * p) / (pointsOfEach - 1);
      table.level.push(level);
      table.x0.push(Math.sqrt(level / a) * cos(angle));
      table.x1.push(Math.sqrt(level / b) * sin(angle));
    }
  }
  return table;
}
