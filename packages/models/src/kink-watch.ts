import type { Mlp } from "./mlp.ts";

/**
 * Whether moving pre-activation j of layer l in sample n by ±dz moves a ReLU, its own or one of a later
 * layer, across 0. The net must be as `forward` left it; later layers are computed again, not
 * estimated, in scratch of its own.
 */
export function kinkWatch(net: Mlp) {
  const { layers, preActivations, activations, kernels } = net;
  const lastHidden = layers.length - 2;
  const z = layers.map((layer) => kernels.memory.floats(layer.outputs));
  const a = layers.map((layer) => kernels.memory.floats(layer.outputs));

  /** Whether z[l] and the forward pass disagree about which ReLUs of row n are on. */
  const switched = (l: number, n: number) => {
    const O = layers[l]!.outputs;
    const before = preActivations[l]!;
    for (let o = 0; o < O; o++) if (z[l]![o]! > 0 !== before[n * O + o]! > 0) return true;
    return false;
  };

  const crossesLater = (l: number, j: number, n: number, da: number) => {
    const { weight, outputs: O } = layers[l + 1]!;
    const before = preActivations[l + 1]!;
    for (let o = 0; o < O; o++) z[l + 1]![o] = before[n * O + o]! + da * weight[j * O + o]!;
    if (switched(l + 1, n)) return true;
    for (let k = l + 2; k <= lastHidden; k++) {
      const { weight, bias, inputs, outputs } = layers[k]!;
      kernels.activate("relu", z[k - 1]!, a[k - 1]!, inputs);
      kernels.affine(a[k - 1]!, weight, bias, z[k]!, 1, inputs, outputs);
      if (switched(k, n)) return true;
    }
    return false;
  };

  return (l: number, j: number, n: number, dz: number): boolean => {
    if (dz === 0) return false;
    const at = n * layers[l]!.outputs + j;
    const own = preActivations[l]![at]!;
    const isOn = own > 0;
    if (own + dz > 0 !== isOn || own - dz > 0 !== isOn) return true;
    if (!isOn || l === lastHidden) return false;
    const height = activations[l]![at]!;
    return crossesLater(l, j, n, own + dz - height) || crossesLater(l, j, n, own - dz - height);
  };
}
