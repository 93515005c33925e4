import { cos, numericalSurfaceGradient, sin, surfaces, type Surface } from "@gradlab/core";
import { contours } from "./contours.ts";
import type { Task } from "./execute-trial.ts";
import { completeResult } from "./result.ts";

export const gradientFieldTask: Task<"gradient-field"> = (config) => {
  const { from, to, count, at, length } = config;
  const surface: Surface = surfaces[config.surface];
  const gradient = numericalSurfaceGradient(surface.value);

  const axis = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const arrows = axis.flatMap((x1) =>
    axis.map((x0) => {
      const [slope0, slope1] = gradient(x0, x1);
      const [exact0, exact1] = surface.gradient(x0, x1);
      const error = Math.max(Math.abs(slope0 - exact0), Math.abs(slope1 - exact1));
      return { x0, x1, slope0, slope1, error };
    }),
  );
  const [slope0, slope1] = gradient(...at);
  const directions = changes(surface, at, [slope0, slope1], length);
  const lowest = Math.min(...directions.change);
  const isFlat = slope0 === 0 && slope1 === 0;
  const reach = Math.max(Math.abs(from), Math.abs(to));
  const column = (name: "x0" | "x1" | "slope0" | "slope1") => arrows.map((it) => it[name]);
  return completeResult({
    metrics: {
      "field.maxError": Math.max(...arrows.map((it) => it.error)),
      "field.slope0": slope0,
      "field.slope1": slope1,
      "direction.angle": isFlat
        ? null
        : Math.abs(directions.angle[directions.change.indexOf(lowest)]!),
    },
    tables: {
      arrows: {
        x0: column("x0"),
        x1: column("x1"),
        slope0: column("slope0"),
        slope1: column("slope1"),
      },
      contours: contours(surface, reach, reach),
      directions,
    },
  });
};

/**
 * What a step of `length` changes, for each whole degree from the negative gradient on; on flat
 * ground from the x0 axis on.
 */
function changes(
  { value }: Surface,
  [x0, x1]: readonly [number, number],
  [slope0, slope1]: readonly [number, number],
  length: number,
) {
  const steepness = Math.sqrt(slope0 * slope0 + slope1 * slope1);
  const [down0, down1] = steepness === 0 ? [1, 0] : [-slope0 / steepness, -slope1 / steepness];
  const angle = Array.from({ length: 361 }, (_, i) => i - 180);
  const change = angle.map((degrees) => {
    const [c, s] = [cos((degrees * Math.PI) / 180), sin((degrees * Math.PI) / 180)];
    const to0 = x0 + length * (c * down0 - s * down1);
    const to1 = x1 + length * (s * down0 + c * down1);
    return value(to0, to1) - value(x0, x1);
  });
  return { angle, change };
}
