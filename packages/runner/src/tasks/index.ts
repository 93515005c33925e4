import type { TaskName } from "@gradlab/schema";
import type { Task } from "./execute-trial.ts";

/** What executes a trial of each task: a thread loads those that it is asked for. */
const tasks = {
  train: async () => (await import("./train.ts")).trainTask,
  "gradient-check": async () => (await import("./gradient-check.ts")).gradientCheckTask,
  activations: async () => (await import("./activations.ts")).activationsTask,
  descent: async () => (await import("./descent.ts")).descentTask,
  "gradient-field": async () => (await import("./gradient-field.ts")).gradientFieldTask,
  derivative: async () => (await import("./derivative.ts")).derivativeTask,
  curve: async () => (await import("./curve.ts")).curveTask,
  softmax: async () => (await import("./softmax.ts")).softmaxTask,
  loss: async () => (await import("./loss.ts")).lossTask,
  gates: async () => (await import("./gates.ts")).gatesTask,
  objective: async () => (await import("./objective.ts")).objectiveTask,
  evaluate: async () => (await import("./evaluate.ts")).evaluateTask,
  "simple-net": async () => (await import("./simple-net.ts")).simpleNetTask,
} satisfies { [T in TaskName]: () => Promise<Task<T>> };

const loaded = new Map<TaskName, Task<TaskName>>();

/** What executes trials of that task. */
export async function taskOf(name: TaskName): Promise<Task<TaskName>> {
  const task = loaded.get(name) ?? ((await tasks[name]()) as Task<TaskName>);
  loaded.set(name, task);
  return task;
}
