import type { Floats, Kernels } from "@gradlab/core";
import { hashOfBits } from "@gradlab/models";
import type { KernelsOf } from "../executor/kernels.ts";

/** What a kernel left in its arrays, as one text. */
export interface KernelCall {
  readonly kernel: string;
  readonly left: string;
}

/** Thrown out of a trial when enough calls were seen. */
class SeenEnough extends Error {}

/** Kernels that tell what each call left, and end the trial after `limit` calls. */
export function traced(of: KernelsOf, calls: KernelCall[], limit: number): KernelsOf {
  return (precision) => {
    const kernels = of(precision);
    const watched = Object.entries(kernels).map(([name, value]) => {
      if (typeof value !== "function") return [name, value];
      const call = value as (...args: unknown[]) => unknown;
      return [
        name,
        (...args: unknown[]) => {
          const result = call(...args);
          const left = args.map(floatsOf).filter(isFloats).map(hashOfBits);
          calls.push({ kernel: name, left: [...left, String(result)].join(" ") });
          if (calls.length >= limit) throw new SeenEnough();
          return result;
        },
      ];
    });
    return Object.fromEntries(watched) as Kernels;
  };
}

/** Of sparse rows their values. */
const floatsOf = (it: unknown): unknown =>
  typeof it === "object" && it !== null && "value" in it ? it.value : it;

const isFloats = (it: unknown): it is Floats =>
  it instanceof Float32Array || it instanceof Float64Array;

/** The first kernel that left other bits, and the how many-th call of all it was. */
export function firstKernel(
  a: readonly KernelCall[],
  b: readonly KernelCall[],
): { readonly kernel: string; readonly call: number } | undefined {
  const at = a.findIndex((it, i) => it.kernel !== b[i]?.kernel || it.left !== b[i]?.left);
  return at < 0 ? undefined : { kernel: a[at]!.kernel, call: at + 1 };
}
