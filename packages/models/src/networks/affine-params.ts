import type { Tensor } from "@gradlab/core";
import type { Params } from "../network.ts";
import { shapeText } from "./matrix.ts";

/** The params of one layer a·W + b: weight (I,O), bias (O). */
export interface AffineParams {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/**
 * The layers that W1, b1, W2, b2, … make, the tensors themselves and not copies. Throws on a name
 * that is missing or means nothing here, and where shapes do not fit each other: the message names both
 * shapes and says when the transpose of a weight, as other libraries keep it (O,I), would fit.
 */
export function affineParams(params: Params, layers?: number): AffineParams[] {
  const names = Object.keys(params);
  const count = layers ?? Math.max(1, Math.ceil(names.length / 2));
  const wanted = Array.from({ length: count }, (_, l) => [`W${l + 1}`, `b${l + 1}`]).flat();
  const expected = `expected ${wanted.length > 6 ? `W1, b1, … ${wanted.slice(-2).join(", ")}` : wanted.join(", ")}`;
  for (const name of names) {
    if (!wanted.includes(name)) throw new RangeError(`unknown param: ${name}; ${expected}`);
  }
  for (const name of wanted) {
    if (!Object.hasOwn(params, name)) throw new RangeError(`missing param: ${name}; ${expected}`);
  }
  let previous: AffineParams | undefined;
  return Array.from({ length: count }, (_, l) => {
    const layer = { weight: params[`W${l + 1}`]!, bias: params[`b${l + 1}`]! };
    expectFit(l + 1, layer, previous);
    return (previous = layer);
  });
}

function expectFit(n: number, { weight, bias }: AffineParams, before?: AffineParams): void {
  if (weight.shape.length !== 2) throw misfit(`W${n}`, weight, "(I,O)");
  if (bias.shape.length !== 1) throw misfit(`b${n}`, bias, "(O)");
  const [I, O] = weight.shape as [number, number];
  const inputs = before?.weight.shape[1];
  const outputs = bias.shape[0];
  if (O === outputs && (inputs === undefined || I === inputs)) return;
  const transposeFits = I === outputs && (inputs === undefined || O === inputs);
  const hint = transposeFits ? `; the transpose of W${n} would fit` : "";
  const after = before === undefined ? "" : `, after W${n - 1} ${shapeText(before.weight)}`;
  throw new RangeError(
    `shapes do not fit: W${n} is ${shapeText(weight)} and b${n} is ${shapeText(bias)}${after}; ` +
      `expected W${n} (${inputs ?? "I"},${outputs})${hint}`,
  );
}

function misfit(name: string, tensor: Tensor, expected: string): RangeError {
  return new RangeError(
    `shape of ${name} does not fit: ${shapeText(tensor)}; expected ${expected}`,
  );
}
