import type { z } from "../zod.ts";
import { activations } from "./activations.ts";
import { byTask, eachOnce } from "./by-task.ts";
import type { TaskDefinition } from "./contract.ts";
import { curve } from "./curve.ts";
import { derivative } from "./derivative.ts";
import { descent } from "./descent.ts";
import { evaluate } from "./evaluate.ts";
import { gates } from "./gates.ts";
import { gradientCheck } from "./gradient-check.ts";
import { gradientField } from "./gradient-field.ts";
import { loss } from "./loss.ts";
import { objective } from "./objective.ts";
import { simpleNet } from "./simple-net.ts";
import { softmax } from "./softmax.ts";
import { train } from "./train.ts";

export type { Metric, TaskDefinition } from "./contract.ts";

/** Every task; a new one is a file here, a row in this table, and one in the runner's. */
export const tasks = {
  train,
  "gradient-check": gradientCheck,
  activations,
  descent,
  "gradient-field": gradientField,
  derivative,
  curve,
  softmax,
  loss,
  gates,
  objective,
  evaluate,
  "simple-net": simpleNet,
} as const satisfies Record<string, TaskDefinition>;

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
/** What one trial does, but for its seed and the bytes of its data set. */
export type TrialConfig = { [T in TaskName]: z.infer<ReturnType<Tasks[T]["config"]>> }[TaskName];

export const taskNames = Object.keys(tasks) as TaskName[];

/** The settings of a task. */
export const configOf = eachOnce((task: TaskName): z.ZodObject => tasks[task].config());

export const trialConfig = byTask<TrialConfig, TaskName>(taskNames, configOf);
