import type { Floats } from "@gradlab/core";
import type { Mlp } from "./mlp.ts";

/** The first tensor with a NaN or an infinity, in the order in which a forward pass meets them. */
export function findNonFinite(net: Mlp, B: number): string | undefined {
  const isBad = (data: Floats, length = data.length) => {
    for (let i = 0; i < length; i++) if (!Number.isFinite(data[i]!)) return true;
    return false;
  };
  for (const [l, layer] of net.layers.entries()) {
    const n = l + 1;
    if (isBad(layer.weight)) return `W${n}`;
    if (isBad(layer.bias)) return `b${n}`;
    if (isBad(net.preActivations[l]!, B * layer.outputs)) return `z${n}`;
  }
  return undefined;
}
