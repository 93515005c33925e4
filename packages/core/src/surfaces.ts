import { numericalGradient } from "./numerical.ts";

/** [∂f/∂x0, ∂f/∂x1] at a point. */
export type SurfaceGradient = (x0: number, x1: number) => [number, number];

/** A function of two numbers with its gradient. */
export interface Surface {
  value(this: void, x0: number, x1: number): number;
  gradient(this: void, x0: number, x1: number): [number, number];
}

export type SurfaceName = "bowl" | "ravine";

export const surfaces = {
  /** x0² + x1² */
  bowl: { value: (x0, x1) => x0 * x0 + x1 * x1, gradient: (x0, x1) => [2 * x0, 2 * x1] },
  /** x0²/20 + x1²: steep across, flat along, which is where optimizers differ */
  ravine: { value: (x0, x1) => (x0 * x0) / 20 + x1 * x1, gradient: (x0, x1) => [x0 / 10, 2 * x1] },
} as const satisfies Record<SurfaceName, Surface>;

/** The gradient of a surface by central differences of step h, 1e-4 unless given. */
export function numericalSurfaceGradient(value: Surface["value"], h?: number): SurfaceGradient {
  return (x0, x1) => {
    const f = (x: Float64Array) => value(x[0]!, x[1]!);
    const [d0, d1] = numericalGradient(f, Float64Array.of(x0, x1), h);
    return [d0!, d1!];
  };
}
