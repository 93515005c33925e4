/** Moves params against their gradients; `params[i]` and `grads[i]` have the same length. */
export interface Optimizer {
  /** Overwrites the params in place, leaves the grads. */
  update(params: readonly Float64Array[], grads: readonly Float64Array[]): void;
}

export interface SgdConfig {
  readonly learningRate: number;
}

/** Stochastic gradient descent: w ← w − learningRate·dw. Throws where lengths do not fit. */
export function sgd({ learningRate }: SgdConfig): Optimizer {
  return {
    update(params, grads) {
      expectSameLengths(params, grads);
      for (let p = 0; p < params.length; p++) {
        const w = params[p]!;
        const dw = grads[p]!;
        for (let i = 0; i < w.length; i++) w[i]! -= learningRate * dw[i]!;
      }
    },
  };
}

function expectSameLengths(params: readonly Float64Array[], grads: readonly Float64Array[]): void {
  const fits =
    params.length === grads.length && params.every((w, p) => w.length === grads[p]!.length);
  if (fits) return;
  const lengths = (arrays: readonly Float64Array[]) => `[${arrays.map((a) => a.length).join(",")}]`;
  throw new RangeError(
    `grads do not fit: lengths ${lengths(grads)}; expected those of the params, ${lengths(params)}`,
  );
}
