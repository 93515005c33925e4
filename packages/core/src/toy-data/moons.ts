import { cos, sin } from "../math/sin-cos.ts";
import type { Rng } from "../rng.ts";
import { expectSizes, type ToyData } from "./contract.ts";

export interface MoonsOptions {
  /** Samples of each moon; 100 unless given. */
  readonly perClass?: number | undefined;
  /** Standard deviation added to each coordinate; 0.1 unless given. */
  readonly noise?: number | undefined;
}

/**
 * Two half circles that reach into each other, θ even over 0..π: (cos θ, sin θ) is class 0,
 * (1 − cos θ, ½ − sin θ) class 1, and noise·N(0,1) is added to each number.
 */
export function moons(rng: Rng, options: MoonsOptions = {}): ToyData {
  const { perClass = 100, noise = 0.1 } = options;
  expectSizes(2, perClass);
  const x = new Float64Array(4 * perClass);
  const labels = new Uint8Array(2 * perClass).fill(1, perClass);
  for (let n = 0; n < labels.length; n++) {
    const angle = perClass === 1 ? 0 : (Math.PI * (n % perClass)) / (perClass - 1);
    const [x0, x1] =
      labels[n] === 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)];
    x[2 * n] = x0 + noise * rng.normal();
    x[2 * n + 1] = x1 + noise * rng.normal();
  }
  return { features: 2, classes: 2, x, labels };
}
