/** What a remote executor builds on. */
export * from "./executor/contract.ts";
export { InProcessExecutor } from "./executor/in-process.ts";
export { ThreadExecutor } from "./executor/threads.ts";
export { executeTrial } from "./tasks/execute-trial.ts";
