import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random numbers made of exact arithmetic only, so equal on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Mean 0, standard deviation 1, within ±3: three uniforms added up, as a log would not be exact. */
  bell(): number;
  /** Uniform integer in 0..bound − 1. */
  below(bound: number): number;
}

/** A stream of its own for each seed (a 32-bit integer). */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const uniform = () => (generator.next() >>> 0) / 0x1_0000_0000;
  return {
    uniform,
    bell: () => (uniform() + uniform() + uniform() - 1.5) * 2,
    below: (bound) => Math.floor(uniform() * bound),
  };
}

/** The integers 0..count − 1 in random order (Fisher and Yates). */
export function shuffled(count: number, random: Random): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
