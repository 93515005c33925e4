import type { Rng } from "./rng.ts";

export type InitializerConfig =
  | { readonly type: "zeros" }
  | { readonly type: "normal"; readonly std: number }
  | { readonly type: "xavier" }
  | { readonly type: "he" };

/** Standard deviation by the number of inputs: Xavier 1/√I as the book has it, He √(2/I). */
const standardDeviation = {
  zeros: () => 0,
  normal: ({ std }: { std: number }) => std,
  xavier: (_: unknown, inputs: number) => 1 / Math.sqrt(inputs),
  he: (_: unknown, inputs: number) => Math.sqrt(2 / inputs),
} satisfies Record<InitializerConfig["type"], (config: never, inputs: number) => number>;

/** A new weight (I,O) from N(0, sd²), row-major. */
export function initializeWeight(
  config: InitializerConfig,
  inputs: number,
  outputs: number,
  rng: Rng,
): Float64Array {
  const sd = standardDeviation[config.type](config as never, inputs);
  const weight = new Float64Array(inputs * outputs);
  if (sd !== 0) for (let i = 0; i < weight.length; i++) weight[i] = sd * rng.normal();
  return weight;
}
