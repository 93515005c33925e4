import { parentPort, workerData } from "node:worker_threads";
import type { TrainingData } from "@gradlab/models";
import { executeTrial } from "../tasks/execute-trial.ts";
import type { TrialJob } from "./contract.ts";
import { Workbench, type Wasm } from "./kernels.ts";
import type { WorkerMessage } from "./threads.ts";

const { data, wasm } = workerData as { data: TrainingData; wasm: Wasm };
const workbench = new Workbench(data, wasm);
const send = (message: WorkerMessage) => parentPort!.postMessage(message);

parentPort!.on("message", (job: TrialJob) => {
  const output = executeTrial(job, workbench, (step) => send({ type: "progress", step }));
  send({ type: "ended", ...output });
});
