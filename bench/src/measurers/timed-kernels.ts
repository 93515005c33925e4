import type { Kernels } from "@gradlab/core";

export interface KernelTime {
  calls: number;
  milliseconds: number;
}

/** The same kernels, which note how long each takes. */
export function timedKernels(kernels: Kernels): {
  kernels: Kernels;
  times: Map<string, KernelTime>;
} {
  const times = new Map<string, KernelTime>();
  const entries = Object.entries(kernels).map(([name, member]) => {
    if (typeof member !== "function") return [name, member];
    const kernel = member as (...args: unknown[]) => unknown;
    const time = { calls: 0, milliseconds: 0 };
    times.set(name, time);
    const timed = (...args: unknown[]) => {
      const start = performance.now();
      const result = kernel(...args);
      time.milliseconds += performance.now() - start;
      time.calls++;
      return result;
    };
    return [name, timed];
  });
  return { kernels: Object.fromEntries(entries) as Kernels, times };
}
