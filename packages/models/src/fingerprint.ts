import type { Floats } from "@gradlab/core";
import type { Mlp } from "./mlp.ts";

/** The bits of every param after a step, so that two executions can be told apart by a glance. */
export interface Fingerprint {
  readonly step: number;
  /** param name → eight hex digits */
  readonly tensors: Readonly<Record<string, string>>;
}

/** Steps 1, 2, 4, 8, … : where a first difference is found without recording every step. */
export const isPowerOfTwo = (step: number) => (step & (step - 1)) === 0;

export function fingerprintOf(net: Mlp, step: number): Fingerprint {
  const { params, paramNames } = net;
  const tensors = Object.fromEntries(paramNames.map((name, i) => [name, hashOfBits(params[i]!)]));
  return { step, tensors };
}

/** FNV-1a over 32-bit words; every NaN counts as one, as its payload is the engine's affair. */
export function hashOfBits(values: Floats): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  const wordsEach = words.length / values.length;
  let hash = 0x811c9dc5;
  for (let i = 0; i < values.length; i++) {
    const isNaN = values[i] !== values[i];
    for (let w = 0; w < wordsEach; w++) {
      hash = Math.imul(hash ^ (isNaN ? 0x7fc00000 : words[i * wordsEach + w]!), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
