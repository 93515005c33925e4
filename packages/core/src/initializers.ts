import type { Rng } from "./rng.ts";

export type InitializerConfig =
  | { type: "zeros" }
  | { type: "normal"; std: number }
  | { type: "xavier" }
  | { type: "he" };

/** Standard deviation of a weight (I,O). Glorot's own xavier is √(2/(I+O)); the book's is 1/√I. */
const deviations = {
  zeros: () => 0,
  normal: (_I: number, std: number) => std,
  xavier: (I: number) => 1 / Math.sqrt(I),
  he: (I: number) => Math.sqrt(2 / I),
} satisfies Record<InitializerConfig["type"], (I: number, std: number) => number>;

/**
 * A weight (I,O), row-major, each number from N(0, std²): std as given, 1/√I (xavier) or √(2/I) (he).
 * "zeros" draws nothing. Throws on an unknown type and on a std that is negative or not finite.
 */
export function initializeWeight(
  config: InitializerConfig,
  fanIn: number,
  fanOut: number,
  rng: Rng,
): Float64Array {
  if (!Object.hasOwn(deviations, config.type)) {
    const known = Object.keys(deviations).join(", ");
    throw new RangeError(`unknown initializer: ${config.type}; expected one of ${known}`);
  }
  const std = deviations[config.type](fanIn, config.type === "normal" ? config.std : 0);
  if (!(std >= 0 && std < Infinity)) {
    throw new RangeError(`invalid std: ${std}; expected a finite number >= 0`);
  }
  const weight = new Float64Array(fanIn * fanOut);
  if (config.type === "zeros") return weight;
  for (let i = 0; i < weight.length; i++) weight[i] = std * rng.normal();
  return weight;
}
