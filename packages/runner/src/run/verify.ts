import type { TrainingData } from "@gradlab/models";
import type { Executor, ExecutorSignals, Trial } from "@gradlab/schema";
import { referenceKernels, Workbench, type Wasm } from "../executor/kernels.ts";
import { executeTrial } from "../tasks/execute-trial.ts";
import { firstDifference, type Difference } from "./first-difference.ts";
import { firstKernel, traced, type KernelCall } from "./first-kernel.ts";

export interface Verified {
  readonly trial: Trial;
  /** Undefined: the same bits. */
  readonly difference?: Difference;
}

/** Executes stored trials again, and tells of each as it ends whether it came out the same. */
export async function* verify(
  trials: readonly Trial[],
  executor: Executor,
  signals: ExecutorSignals,
): AsyncIterable<Verified> {
  const jobs = trials.map(({ config, seed }, id) => ({ id, config, seed }));
  for await (const event of executor.execute(jobs, signals)) {
    if (event.type !== "ended") continue;
    const trial = trials[event.id]!;
    const difference = firstDifference(trial, event.result);
    yield { trial, ...(difference && { difference }) };
  }
}

const callsOfAStep = 40;
const mostCalls = 20_000;

/**
 * The first kernel of the two kinds that leaves other bits in the first `steps` steps of a trial, and the
 * number of its call; undefined where the kernels agree.
 */
export async function partingKernel(
  { config, seed }: Trial,
  data: TrainingData,
  wasm: Wasm,
  steps: number,
): Promise<ReturnType<typeof firstKernel>> {
  const limit = Math.min(mostCalls, callsOfAStep * steps);
  const callsOf = async (kernels: Workbench["kernels"]): Promise<KernelCall[]> => {
    const calls: KernelCall[] = [];
    const place = { data: workbench.data, kernels: () => traced(kernels(), calls, limit) };
    await executeTrial({ id: 0, config, seed }, place, () => {});
    return calls;
  };
  const workbench = new Workbench(data, wasm);
  return firstKernel(
    await callsOf(() => referenceKernels),
    await callsOf(() => workbench.kernels()),
  );
}
