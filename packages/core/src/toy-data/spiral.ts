import { cos, sin } from "../math/sin-cos.ts";
import type { Rng } from "../rng.ts";
import { expectSizes, type ToyData } from "./contract.ts";

export interface SpiralOptions {
  /** Arms; 3 unless given. */
  readonly classes?: number | undefined;
  /** Samples of each arm; 100 unless given. */
  readonly perClass?: number | undefined;
  /** Standard deviation of the angle, in radians; 0.2 unless given. */
  readonly noise?: number | undefined;
}

/**
 * Arms that wind around each other, as in the second book and CS231n: sample i of class c lies at
 * radius r = i/perClass and angle θ = 4c + 4r + noise·N(0,1), x = (r·sin θ, r·cos θ).
 */
export function spiral(rng: Rng, options: SpiralOptions = {}): ToyData {
  const { classes = 3, perClass = 100, noise = 0.2 } = options;
  expectSizes(classes, perClass);
  const x = new Float64Array(classes * perClass * 2);
  const labels = new Uint8Array(classes * perClass);
  for (let n = 0; n < labels.length; n++) {
    const label = Math.floor(n / perClass);
    const radius = (n % perClass) / perClass;
    const angle = 4 * label + 4 * radius + noise * rng.normal();
    x[2 * n] = radius * sin(angle);
    x[2 * n + 1] = radius * cos(angle);
    labels[n] = label;
  }
  return { features: 2, classes, x, labels };
}
