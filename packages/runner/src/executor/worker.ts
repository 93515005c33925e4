import { parentPort, workerData } from "node:worker_threads";
import { executeTrial } from "../tasks/execute-trial.ts";
import type { TrialJob } from "@gradlab/schema";
import { Workbench } from "./kernels.ts";
import type { ThreadData, WorkerMessage } from "./thread.ts";

const { data, wasm } = workerData as ThreadData;
const workbench = new Workbench(data, wasm);
const send = (message: WorkerMessage) => parentPort!.postMessage(message);

parentPort!.on("message", (job: TrialJob) => {
  send({ type: "begun" });
  const output = executeTrial(job, workbench, (step) => send({ type: "progress", step }));
  send({ type: "ended", ...output });
});
