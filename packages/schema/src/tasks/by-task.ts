import { z } from "../zod.ts";

/** A schema for each task, made when it is first asked for: a run has one task, and there are many. */
export function eachOnce<Task extends string, S>(make: (task: Task) => S): (task: Task) => S {
  const made = new Map<Task, S>();
  return (task) => {
    const schema = made.get(task) ?? make(task);
    made.set(task, schema);
    return schema;
  };
}

/** All tasks in one schema. */
export function unionOf<Task extends string>(
  tasks: readonly Task[],
  schemaOf: (task: Task) => z.ZodObject,
) {
  const [first, ...others] = tasks.map(schemaOf);
  return z.discriminatedUnion("task", [first!, ...others]);
}

/** Takes what `unionOf` takes, with the same complaints, and makes no schema but that of the task it meets. */
export function byTask<T, Task extends string>(
  tasks: readonly Task[],
  schemaOf: (task: Task) => z.ZodObject,
): z.ZodType<T> {
  const schemaFor = (value: unknown) => {
    const task = typeof value === "object" && value !== null && "task" in value && value.task;
    const known = tasks.find((it) => it === task);
    return known === undefined ? unionOf(tasks, schemaOf) : schemaOf(known);
  };
  return z.unknown().transform((value, context) => {
    const parsed = schemaFor(value).safeParse(value);
    if (parsed.success) return parsed.data as T;
    context.issues.push(...(parsed.error.issues as unknown as typeof context.issues));
    return z.NEVER;
  });
}
