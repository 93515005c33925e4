import { describe, expect, test } from "vitest";
import {
  curves,
  numericalDerivative,
  numericalSurfaceGradient,
  surfaces,
  type CurveName,
  type SurfaceName,
} from "../src/index.ts";
import { expectClose, readReference } from "./reference.ts";

const { function_1, numerical_gradient } = readReference<{
  function_1: { x: number[]; y: number[] };
  numerical_gradient: { x: [number, number]; analytic: [number, number] }[];
}>("gradient");

const points = [-3, -1.2, -0.1, 0, 0.4, 1, 2.5];

test("quadratic equals numpy's 0.01x² + 0.1x within 1e-14", () => {
  function_1.x.forEach((x, i) => expectClose(curves.quadratic.value(x), function_1.y[i]!, 1e-14));
});

test("the curves are what their names say", () => {
  expect(curves.cube.value(-2)).toBe(-8);
  expect(curves.sine.value(0.5)).toBeCloseTo(0.479425538604203, 15);
  expect(curves.exponential.value(1)).toBe(Math.E);
});

describe.each(Object.keys(curves) as CurveName[])("%s", (name) => {
  test("has the derivative of its central difference", () => {
    const { value, derivative } = curves[name];
    for (const x of points) expectClose(derivative(x), numericalDerivative(value, x), 1e-7);
  });
});

test.each(numerical_gradient)("the bowl's gradient at $x is $analytic", ({ x, analytic }) => {
  expect(surfaces.bowl.gradient(...x)).toEqual(analytic);
});

describe.each(Object.keys(surfaces) as SurfaceName[])("%s", (name) => {
  test("has the gradient of its central differences", () => {
    const { value, gradient } = surfaces[name];
    const numerical = numericalSurfaceGradient(value);
    for (const x0 of points) {
      for (const x1 of points) {
        const wanted = numerical(x0, x1);
        gradient(x0, x1).forEach((d, i) => expectClose(d, wanted[i]!, 1e-9));
      }
    }
  });
});
