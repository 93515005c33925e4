import module from "node:module";
import { Worker, parentPort, workerData } from "node:worker_threads";
import { executeTrial } from "../tasks/execute-trial.ts";
import { taskOf } from "../tasks/index.ts";
import type { TrialJob } from "@gradlab/schema";
import { Workbench } from "./kernels.ts";
import type { ThreadData, WorkerMessage } from "./thread.ts";

const { data, wasm, helpers } = workerData as ThreadData;
const workbench = new Workbench(data, wasm, helpers);
for (const seat of workbench.seats) {
  new Worker(new URL("./helper.mjs", import.meta.url), { workerData: seat });
}
const send = (message: WorkerMessage) => parentPort!.postMessage(message);

/** Nobody reads more of it, and each message wakes the thread that hears it: on one core, this one waits. */
const progressMs = 200;

/** Vectors get wide when all is loaded that the first trial needs, and what was loaded is cached before. */
async function widen({ config }: TrialJob): Promise<void> {
  await taskOf(config.task);
  module.flushCompileCache?.();
  const { hasWideVectors } = await import("@gradlab/core/wide-vectors");
  if (hasWideVectors) workbench.useWideVectors();
}

let widened: Promise<void> | undefined;
parentPort!.on("message", async (job: TrialJob) => {
  await (widened ??= widen(job));
  send({ type: "begun" });
  let told = performance.now();
  const output = await executeTrial(job, workbench, (step) => {
    const now = performance.now();
    if (now - told < progressMs) return;
    told = now;
    send({ type: "progress", step });
  });
  send({ type: "ended", ...output });
});
