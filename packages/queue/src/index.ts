export { Board, type BoardSettings } from "./board.ts";
export type { TrialOrder } from "./job.ts";
export { Refusal } from "./processor.ts";
export { QueueExecutor, type Conditions } from "./queue-executor.ts";
export { work, type WorkerHost } from "./work.ts";
