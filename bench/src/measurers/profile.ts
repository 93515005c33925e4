import type { StepProfile } from "@gradlab/schema";
import type { TrainingData } from "@gradlab/models";
import { openKernels, type KernelsName } from "./kernels.ts";
import { meanSeconds } from "./mean-seconds.ts";
import { prepare, type Task } from "./prepare.ts";
import { timedKernels } from "./timed-kernels.ts";

/** Kernel by kernel, from one run: noting the times is part of the rest. */
export function profileStep(
  task: Extract<Task, { what: "step" }>,
  data: TrainingData,
  name: KernelsName,
  seconds: number,
): Omit<StepProfile, "what"> {
  const { kernels, times } = timedKernels(openKernels(name, "float32"));
  const { run } = prepare(task, data, kernels);
  meanSeconds(run, seconds);
  for (const time of times.values()) Object.assign(time, { calls: 0, milliseconds: 0 });
  let steps = 0;
  const stepMicroseconds = 1e6 * meanSeconds(() => (run(), steps++), seconds);
  const rows = [...times]
    .filter(([, { calls }]) => calls > 0)
    .map(([kernel, { calls, milliseconds }]) => ({
      kernel,
      calls: calls / steps,
      microseconds: (milliseconds * 1000) / steps,
    }))
    .toSorted((a, b) => b.microseconds - a.microseconds);
  const sum = rows.reduce((total, { microseconds }) => total + microseconds, 0);
  const rest = { kernel: "rest", calls: 1, microseconds: stepMicroseconds - sum };
  return { stepMicroseconds, kernels: [...rows, rest] };
}
