import { parentPort, workerData } from "node:worker_threads";
import type { TrainingData } from "@gradlab/models";
import { executeTrial } from "../tasks/execute-trial.ts";
import { referenceKernels } from "./kernels.ts";
import type { TrialJob } from "./contract.ts";
import type { WorkerMessage } from "./threads.ts";

const send = (message: WorkerMessage) => parentPort!.postMessage(message);

parentPort!.on("message", (job: TrialJob) => {
  const output = executeTrial(job, workerData as TrainingData, referenceKernels, (step) =>
    send({ type: "progress", step }),
  );
  send({ type: "ended", ...output });
});
