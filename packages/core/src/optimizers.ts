/** Moves params against their gradients. */
export interface Optimizer {
  /** Overwrites `params`; both lists hold arrays of the same lengths. */
  update(params: readonly Float64Array[], grads: readonly Float64Array[]): void;
}

/** w ← w − learningRate · dw */
export function sgd({ learningRate }: { readonly learningRate: number }): Optimizer {
  return {
    update(params, grads) {
      for (let t = 0; t < params.length; t++) {
        const w = params[t]!;
        const dw = grads[t]!;
        for (let i = 0; i < w.length; i++) w[i]! -= learningRate * dw[i]!;
      }
    },
  };
}
