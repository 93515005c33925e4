import type { Floats, Optimizer } from "@gradlab/core";
import type { LayerParams } from "./layer-params.ts";
import type { Params } from "./network.ts";
import { affineParams } from "./networks/affine-params.ts";

const float64 = (data: Floats) => (data instanceof Float64Array ? data : Float64Array.from(data));

/** W1 (I,H), b1 (H), W2, b2, …: the layers' own arrays, or float64 copies of float32 ones. */
export function namedParams(layers: readonly LayerParams[]): Params {
  return Object.fromEntries(
    layers.flatMap(({ inputs, outputs, weight, bias }, l) => [
      [`W${l + 1}`, { shape: [inputs, outputs], data: float64(weight) }],
      [`b${l + 1}`, { shape: [outputs], data: float64(bias) }],
    ]),
  );
}

/** Copies W1, b1, … into the layers. Throws where names or shapes are not the layers'. */
export function setParams(layers: readonly LayerParams[], params: Params): void {
  affineParams(params, layers.length).forEach(({ weight, bias }, l) => {
    const layer = layers[l]!;
    const [I, O] = weight.shape;
    if (I !== layer.inputs || O !== layer.outputs) {
      throw new RangeError(
        `W${l + 1} does not fit the model: (${I},${O}); expected (${layer.inputs},${layer.outputs})`,
      );
    }
    layer.weight.set(weight.data);
    layer.bias.set(bias.data);
  });
}

/**
 * Moves the params of a net against their gradients, both by name as `net.params` and `net.gradient(x, t)`
 * have them. Throws where the names are not the same, before anything is changed.
 */
export function updateParams(optimizer: Optimizer, params: Params, grads: Params): void {
  const names = Object.keys(params);
  const others = Object.keys(grads);
  if (others.length !== names.length || !names.every((name) => Object.hasOwn(grads, name))) {
    throw new RangeError(`grads do not fit: ${others.join(", ")}; expected ${names.join(", ")}`);
  }
  optimizer.update(
    names.map((name) => params[name]!.data),
    names.map((name) => grads[name]!.data),
  );
}

/** How many numbers differ in any bit; both have the same names and shapes. */
export function countChanged(a: Params, b: Params): number {
  const bits = (data: Float64Array) => new BigUint64Array(data.slice().buffer);
  return Object.keys(a).reduce((changed, name) => {
    const [before, after] = [bits(a[name]!.data), bits(b[name]!.data)];
    return changed + before.filter((it, i) => it !== after[i]).length;
  }, 0);
}
