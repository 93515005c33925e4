import module from "node:module";
import { Worker, parentPort, workerData } from "node:worker_threads";
import { executeTrial } from "../tasks/execute-trial.ts";
import type { TrialJob } from "@gradlab/schema";
import { Workbench } from "./kernels.ts";
import type { ThreadData, WorkerMessage } from "./thread.ts";

// Last of all that is loaded, and what came before is cached before.
module.flushCompileCache?.();
await import("@gradlab/core/wide-vectors");

const { data, wasm, helpers } = workerData as ThreadData;
const workbench = new Workbench(data, wasm, helpers);
for (const seat of workbench.seats) {
  new Worker(new URL("./helper.mjs", import.meta.url), { workerData: seat });
}
const send = (message: WorkerMessage) => parentPort!.postMessage(message);

parentPort!.on("message", (job: TrialJob) => {
  send({ type: "begun" });
  const output = executeTrial(job, workbench, (step) => send({ type: "progress", step }));
  send({ type: "ended", ...output });
});
