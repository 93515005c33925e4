import type { Floats, Memory } from "../kernels/index.ts";

/** Moves params against their gradients; `params[i]` and `grads[i]` have the same length. */
export interface Optimizer {
  /**
   * Overwrites the params in place, leaves the grads. What an optimizer remembers belongs to the place
   * in the list, so every update takes the same params in the same order. Throws where lengths do not
   * fit, before anything is changed.
   */
  update(params: readonly Floats[], grads: readonly Floats[]): void;
}

type Arrays = readonly Floats[];

/** Throws where the grads are not as many and as long as the params. */
export function expectSameLengths(params: Arrays, grads: Arrays): void {
  if (sameLengths(params, grads)) return;
  throw new RangeError(
    `grads do not fit: lengths ${lengths(grads)}; expected those of the params, ${lengths(params)}`,
  );
}

/**
 * What an optimizer remembers of each param number: zeros as long as the params of the first update,
 * and the same arrays from then on. The function throws where later params have other lengths.
 */
export function remembered(memory: Memory): (params: Arrays) => Arrays {
  let state: Arrays | undefined;
  return (params) => {
    state ??= params.map((w) => memory.floats(w.length));
    if (sameLengths(params, state)) return state;
    throw new RangeError(
      `params do not fit: lengths ${lengths(params)}; expected those of the first update, ${lengths(state)}`,
    );
  };
}

function sameLengths(a: Arrays, b: Arrays): boolean {
  return a.length === b.length && a.every((array, i) => array.length === b[i]!.length);
}

function lengths(arrays: Arrays): string {
  return `[${arrays.map((array) => array.length).join(",")}]`;
}
