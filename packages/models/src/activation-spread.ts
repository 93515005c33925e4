import {
  float64Kernels,
  initializeWeight,
  type ActivationName,
  type Floats,
  type InitializerConfig,
  type Kernels,
  type Rng,
} from "@gradlab/core";
import { saturation, spread } from "./layer-health.ts";
import type { Table } from "./train-contract.ts";

export interface ActivationSpreadConfig {
  readonly activation: ActivationName;
  readonly init: InitializerConfig;
  readonly units: number;
  readonly layers: number;
  readonly samples: number;
}

export interface LayerSpread {
  /** Counted from 1. */
  readonly layer: number;
  readonly mean: number;
  /** Standard deviation over all samples and units. */
  readonly std: number;
  readonly zeroShare: number;
  /** Share within 0.01 of an end of the range; 0 for an activation without two ends. */
  readonly saturatedShare: number;
}

const bins = 30;
/** What a histogram shows: the whole range, and of one without an end what the book's figure shows. */
const shown = { sigmoid: [0, 1], tanh: [-1, 1], relu: [0, 1], identity: [-3, 3] } as const;

/**
 * N(0,1) inputs (samples, units) through layers a ← f(a·W) of equal width without biases, and what
 * arrives in each. Shares of a histogram are of all outputs, also of those beyond its ends.
 */
export function activationSpread(
  { activation, init, units, layers, samples }: ActivationSpreadConfig,
  rng: Rng,
  kernels: Kernels = float64Kernels,
): { layers: LayerSpread[]; histogram: Table } {
  const { memory } = kernels;
  const { normal } = rng.split("inputs");
  const noBias = memory.floats(units);
  let a = memory.floats(samples * units);
  for (let i = 0; i < a.length; i++) a[i] = normal();
  let z = memory.floats(a.length);
  const weight = memory.floats(units * units);
  const found: LayerSpread[] = [];
  const histogram = { layer: [], from: [], to: [], share: [] } as Record<string, number[]>;
  for (let layer = 1; layer <= layers; layer++) {
    weight.set(initializeWeight(init, units, units, rng.split(`W${layer}`)));
    kernels.affine(a, weight, noBias, z, samples, units, units);
    kernels.activate(activation, z, z, z.length);
    [a, z] = [z, a];
    found.push({ layer, ...momentsOf(a, activation) });
    sharesOf(a, shown[activation]).forEach(({ from, to, share }) => {
      histogram["layer"]!.push(layer);
      histogram["from"]!.push(from);
      histogram["to"]!.push(to);
      histogram["share"]!.push(share);
    });
  }
  return { layers: found, histogram };
}

function momentsOf(a: Floats, activation: ActivationName) {
  const { activationMean: mean, activationStd: std } = spread(a);
  const range = activation === "sigmoid" || activation === "tanh" ? shown[activation] : undefined;
  let zeros = 0;
  for (const value of a) if (value === 0) zeros++;
  return { mean, std, zeroShare: zeros / a.length, ...saturation(a, range) };
}

/** As numpy counts: the right end belongs to the last bin. */
function sharesOf(a: Floats, [low, high]: readonly [number, number]) {
  const counts = new Uint32Array(bins);
  for (const value of a) {
    if (!(value >= low && value <= high)) continue;
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]!++;
  }
  const edge = (bin: number) => low + ((high - low) * bin) / bins;
  return Array.from(counts, (count, bin) => ({
    from: edge(bin),
    to: edge(bin + 1),
    share: count / a.length,
  }));
}
