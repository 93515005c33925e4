import { activationFormulas, quadraticCost, type ActivationName, type Tensor } from "@gradlab/core";
import { affine, shapeText, sumOfRows, transpose } from "./matrix.ts";

/** One layer on columns: weight (O,I), bias (O,1). */
export interface ColumnLayer {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly activation: ActivationName;
}

/** z and a of each layer (O,n), from the first on. */
export interface ColumnPass {
  readonly z: readonly Tensor[];
  readonly a: readonly Tensor[];
}

/** Gradients of the cost, one entry a layer. */
export interface ColumnGradients {
  /** ∂C/∂z, the errors δ of Nielsen's equations, (O,n) */
  readonly delta: readonly Tensor[];
  /** ∂C/∂W = δ·aᵀ, a what the layer was given; (O,I) */
  readonly dWeight: readonly Tensor[];
  /** ∂C/∂b = Σ_n δ; (O,1) */
  readonly dBias: readonly Tensor[];
  /** ∂C/∂a of what the layer was given = Wᵀ·δ; (I,n) */
  readonly dInput: readonly Tensor[];
}

/**
 * Nielsen's net on column vectors, samples side by side: z = W·a + b, a′ = f(z), with the quadratic
 * cost C = 1/(2n) Σ ‖a − y‖². The transpose of the book's rows: W here is Wᵀ there.
 */
export class ColumnNet {
  /** The layers the net computes with: writing to their tensors changes the net. */
  readonly layers: readonly ColumnLayer[];

  constructor(layers: readonly ColumnLayer[]) {
    for (const [l, { weight, bias }] of layers.entries()) {
      const inputs = layers[l - 1]?.weight.shape[0] ?? weight.shape[1];
      if (weight.shape.length !== 2 || weight.shape[1] !== inputs) {
        const expected = `(O,${l === 0 ? "I" : inputs})`;
        throw new RangeError(
          `shape of W${l + 1} does not fit: ${shapeText(weight)}; expected ${expected}`,
        );
      }
      const O = weight.shape[0];
      if (bias.shape.length !== 2 || bias.shape[0] !== O || bias.shape[1] !== 1) {
        throw new RangeError(
          `shape of b${l + 1} does not fit: ${shapeText(bias)}; expected (${O},1), as W${l + 1} is ${shapeText(weight)}`,
        );
      }
    }
    if (layers.length === 0) throw new RangeError("no layers: 0; expected 1 or more");
    this.layers = layers;
  }

  /** z = W·a + b and a′ = f(z), layer by layer; x (I,n). */
  forward(x: Tensor): ColumnPass {
    const z: Tensor[] = [];
    const a: Tensor[] = [];
    for (const { weight, bias, activation } of this.layers) {
      z.push(plusColumn(affine(weight, a.at(-1) ?? x), bias));
      a.push(mapped(z.at(-1)!, activationFormulas[activation].value));
    }
    return { z, a };
  }

  /** C = 1/(2n) Σ ‖a − y‖²; x (I,n), y (O,n). */
  cost(x: Tensor, y: Tensor): number {
    return quadraticCost(transpose(this.forward(x).a.at(-1)!), transpose(y));
  }

  /** δ = (a − y)/n·f′(z) at the end, δ = (W′ᵀ·δ′)·f′(z) before it, W′ and δ′ the next layer's. */
  gradient(x: Tensor, y: Tensor): ColumnGradients {
    const { a } = this.forward(x);
    const output = a.at(-1)!;
    if (shapeText(y) !== shapeText(output)) {
      throw new RangeError(
        `shape of y does not fit: ${shapeText(y)}; expected ${shapeText(output)}`,
      );
    }
    const n = output.shape[1]!;
    const layers = this.layers.length;
    const delta: Tensor[] = Array.from({ length: layers });
    const dInput: Tensor[] = Array.from({ length: layers });
    let da = mapped(output, (value, i) => (value - y.data[i]!) / n);
    for (let l = layers - 1; l >= 0; l--) {
      const { weight, activation } = this.layers[l]!;
      const { gradient } = activationFormulas[activation];
      delta[l] = mapped(da, (value, i) => value * gradient(a[l]!.data[i]!));
      da = dInput[l] = affine(transpose(weight), delta[l]!);
    }
    return {
      delta,
      dInput,
      dWeight: delta.map((d, l) => affine(d, transpose(a[l - 1] ?? x))),
      dBias: delta.map((d) => ({ shape: [d.shape[0]!, 1], data: sumOfRows(transpose(d)).data })),
    };
  }
}

function mapped({ shape, data }: Tensor, f: (value: number, i: number) => number): Tensor {
  return { shape, data: data.map((value, i) => f(value, i)) };
}

/** x[o,n] + column[o,0] */
function plusColumn(x: Tensor, column: Tensor): Tensor {
  const n = x.shape[1]!;
  return mapped(x, (value, i) => value + column.data[Math.floor(i / n)]!);
}
