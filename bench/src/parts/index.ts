import type { Part } from "./contract.ts";
import { gradient } from "./gradient.ts";
import { job } from "./job.ts";
import { kernels } from "./kernels.ts";
import { profile } from "./profile.ts";
import { queue } from "./queue.ts";
import { startup } from "./startup.ts";
import { sweep } from "./sweep.ts";
import { trials } from "./trials.ts";

/** What can be measured, in the order of the table. */
export const parts = {
  job,
  kernels,
  gradient,
  profile,
  sweep,
  trials,
  queue,
  startup,
} satisfies Record<string, Part>;
export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];
