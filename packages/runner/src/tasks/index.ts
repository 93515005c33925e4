import type { TaskName } from "@gradlab/schema";
import { activationsTask } from "./activations.ts";
import { curveTask } from "./curve.ts";
import { derivativeTask } from "./derivative.ts";
import { descentTask } from "./descent.ts";
import { evaluateTask } from "./evaluate.ts";
import type { Task } from "./execute-trial.ts";
import { gatesTask } from "./gates.ts";
import { gradientCheckTask } from "./gradient-check.ts";
import { gradientFieldTask } from "./gradient-field.ts";
import { lossTask } from "./loss.ts";
import { objectiveTask } from "./objective.ts";
import { simpleNetTask } from "./simple-net.ts";
import { softmaxTask } from "./softmax.ts";
import { trainTask } from "./train.ts";

/** What executes a trial of each task. */
export const tasks = {
  train: trainTask,
  "gradient-check": gradientCheckTask,
  activations: activationsTask,
  descent: descentTask,
  "gradient-field": gradientFieldTask,
  derivative: derivativeTask,
  curve: curveTask,
  softmax: softmaxTask,
  loss: lossTask,
  gates: gatesTask,
  objective: objectiveTask,
  evaluate: evaluateTask,
  "simple-net": simpleNetTask,
} satisfies { [T in TaskName]: Task<T> };
