import { log } from "./math/log.ts";
import { nextXoshiro128, type Xoshiro128State } from "./xoshiro128.ts";

export interface Rng {
  /** An integer 0..2³²−1. */
  uint32(this: void): number;
  /** A number in [0,1), 53 random bits. */
  uniform(this: void): number;
  /** An integer 0..n−1, each as likely; n is an integer 1..2³². */
  below(this: void, n: number): number;
  /** A draw from N(0,1). */
  normal(this: void): number;
  /**
   * An independent stream. It depends on this rng's seed and the purpose alone, not on what has been
   * drawn, so that another draw here leaves all other streams as they were.
   */
  split(this: void, purpose: string): Rng;
}

const two32 = 4294967296;
const goldenGamma = 0x9e3779b9;

/** `createRng(1)` and `createRng(2)` are unrelated streams; seed is an integer 0..2⁵³−1. */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`invalid seed: ${seed}; expected an integer from 0 to 2^53 - 1`);
  }
  const origin = Uint32Array.from({ length: 4 }, (_, lane) => Math.imul(lane + 1, goldenGamma));
  return rngOf(absorb(origin, [seed, Math.floor(seed / two32)]));
}

function rngOf(key: Uint32Array): Rng {
  const state: Xoshiro128State = key.every((word) => word === 0)
    ? Uint32Array.of(1, 0, 0, 0)
    : key.slice();
  const uint32 = () => nextXoshiro128(state);
  // 27 and 26 high bits of two draws.
  const uniform = () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  return {
    uint32,
    uniform,
    below: (n) => below(n, uint32),
    normal: polarNormal(uniform),
    split: (purpose) => {
      const letters = Array.from({ length: purpose.length }, (_, i) => purpose.charCodeAt(i));
      return rngOf(absorb(key, [...letters, letters.length, goldenGamma]));
    },
  };
}

/** Draws anew where a plain remainder would favour the small numbers. */
function below(n: number, uint32: () => number): number {
  if (!Number.isInteger(n) || n < 1 || n > two32) {
    throw new RangeError(`invalid bound: ${n}; expected an integer from 1 to 2^32`);
  }
  const limit = two32 - (two32 % n);
  let draw = uint32();
  while (draw >= limit) draw = uint32();
  return draw % n;
}

/** Marsaglia's polar method: u·√(−2 ln s / s), s = u² + v² < 1; two numbers a time, one is kept. */
function polarNormal(uniform: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
}

/** A new key: each of the four lanes takes up every word by SplitMix's "add and mix". */
function absorb(key: Uint32Array, words: readonly number[]): Uint32Array {
  return key.map((lane) => words.reduce((h, word) => mix((h ^ word) + goldenGamma), lane));
}

/** 32-bit finaliser with the constants of C. Wellons' hash prospector ("lowbias32", public domain). */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
