/** A process of its own: `node answer.ts REQUEST FOLDER` times what each line of its input asks for. */
import { createInterface } from "node:readline";
import type { DataSetRequest } from "@gradlab/mnist-data";
import { openKernels, type KernelsName } from "./kernels.ts";
import { load } from "./load.ts";
import { meanSeconds } from "./mean-seconds.ts";
import { precisionOf, prepare, type Prepared, type Task } from "./prepare.ts";
import { profileStep } from "./profile.ts";

export type Request = { readonly kernels: KernelsName; readonly seconds: number } & (
  | Task
  | { readonly what: "profile"; readonly batch: number; readonly hidden: readonly number[] }
);

const [dataSet, folder] = process.argv.slice(2) as [string, string];
const data = await load(JSON.parse(dataSet) as DataSetRequest, folder);
const prepared = new Map<KernelsName, { task: string; run: Prepared }>();

function answer(request: Request): object {
  const { kernels: name, seconds, ...task } = request;
  if (task.what === "profile") {
    prepared.delete(name);
    return profileStep({ ...task, what: "step" }, data, name, seconds);
  }
  const key = JSON.stringify(task);
  if (prepared.get(name)?.task !== key) {
    const run = prepare(task, data, openKernels(name, precisionOf(task)));
    prepared.set(name, { task: key, run });
  }
  const { run, operations } = prepared.get(name)!.run;
  return { seconds: meanSeconds(run, seconds), operations };
}

for await (const line of createInterface(process.stdin)) {
  console.log(JSON.stringify(answer(JSON.parse(line) as Request)));
}
