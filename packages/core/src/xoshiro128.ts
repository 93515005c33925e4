/** Four 32-bit words, not all 0. */
export type Xoshiro128State = Uint32Array;

const rotateLeft = (x: number, k: number) => (x << k) | (x >>> (32 - k));

/**
 * One step of xoshiro128** 1.1 (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number
 * generators", 2021; the authors put it in the public domain). Returns 0..2³²−1, overwrites the state.
 */
export function nextXoshiro128(state: Xoshiro128State): number {
  const s0 = state[0]!;
  const s1 = state[1]!;
  const s2 = state[2]!;
  const s3 = state[3]!;
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const t2 = s2 ^ s0;
  const t3 = s3 ^ s1;
  state[0] = s0 ^ t3;
  state[1] = s1 ^ t2;
  state[2] = t2 ^ (s1 << 9);
  state[3] = rotateLeft(t3, 11);
  return result;
}
