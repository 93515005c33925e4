import type { Run } from "@gradlab/schema";

/** Remembers what a function of a run gave: every chart asks the same of it. */
export function perRun<Value>(f: (run: Run) => Value): (run: Run) => Value {
  const known = new WeakMap<Run, { value: Value }>();
  return (run) => {
    let found = known.get(run);
    if (found === undefined) {
      found = { value: f(run) };
      known.set(run, found);
    }
    return found.value;
  };
}
