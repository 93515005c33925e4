// Plain JavaScript, as worker.mjs is: a thread that computes parts of what another one calls.
import { enableCompileCache } from "node:module";
import { workerData } from "node:worker_threads";
import "../quick-imports.mjs";

enableCompileCache?.();
const { help } = await import("@gradlab/core/kernels");
help(workerData);
