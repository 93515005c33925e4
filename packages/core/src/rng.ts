import { log } from "./math/log.ts";

/** A stream of random numbers. The same seed and purposes give the same numbers everywhere. */
export interface Rng {
  /** 0 … 2³² − 1 */
  uint32(): number;
  /** [0, 1), 53 bits */
  uniform(): number;
  /** A whole number 0 … n − 1, each as likely; n from 1 to 2³² */
  below(n: number): number;
  /** Standard normal */
  normal(): number;
  /** A stream of its own for a purpose, told by this stream's seed and not by what was drawn from it. */
  split(purpose: string): Rng;
}

/** xoshiro128** 1.1 (Blackman and Vigna), its state filled by the finalizer of MurmurHash3. */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`not a seed: ${seed}; expected a whole number from 0 to 2^53 - 1`);
  }
  return new Xoshiro128([seed >>> 0, Math.floor(seed / 2 ** 32)]);
}

/** The next number of xoshiro128**; advances the four words of `state`. */
export function xoshiro128(state: Uint32Array): number {
  const s1 = state[1]!;
  const product = Math.imul(s1, 5);
  const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  state[2]! ^= state[0]!;
  state[3]! ^= s1;
  state[1]! ^= state[2]!;
  state[0]! ^= state[3]!;
  state[2]! ^= s1 << 9;
  state[3] = (state[3]! << 11) | (state[3]! >>> 21);
  return result;
}

class Xoshiro128 implements Rng {
  readonly #seed: readonly number[];
  readonly #state = new Uint32Array(4);
  #spare: number | undefined;

  constructor(seed: readonly number[]) {
    this.#seed = seed;
    let h = 0x9e3779b9;
    for (const word of seed) h = mix(h ^ word);
    // Never all zero: the additive constant makes four words that differ.
    for (let i = 0; i < 4; i++) this.#state[i] = mix((h + Math.imul(i + 1, 0x9e3779b9)) >>> 0);
  }

  uint32(): number {
    return xoshiro128(this.#state);
  }

  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  below(n: number): number {
    // What lies beyond the last whole multiple of n is drawn again.
    const limit = 4294967296 - (4294967296 % n);
    let x = this.uint32();
    while (x >= limit) x = this.uint32();
    return x % n;
  }

  /** Marsaglia's polar method: two at a time, the second kept for the next call. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * log(s)) / s);
    this.#spare = v * scale;
    return u * scale;
  }

  split(purpose: string): Rng {
    const words = [...purpose].map((letter) => letter.codePointAt(0)!);
    return new Xoshiro128([...this.#seed, words.length, ...words]);
  }
}

function mix(word: number): number {
  let h = word >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = (h ^ (h >>> 16)) >>> 0;
  // Zero would stay zero.
  return (h + 0x6d2b79f5) >>> 0;
}
