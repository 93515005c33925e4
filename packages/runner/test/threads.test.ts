import type { TrainingData } from "@gradlab/models";
import type { TrialConfig } from "@gradlab/schema";
import { describe, expect, test } from "vitest";
import { EventQueue } from "../src/executor/event-queue.ts";
import { ThreadExecutor, type ExecutorEvent, type TrialJob } from "../src/index.ts";
import { withRealThreads } from "./real-threads.ts";

withRealThreads();

type Grief = "exit" | "hang" | "throw" | "memory" | "after";
interface Plan {
  readonly grief?: Grief;
  /** Only the first attempt. */
  readonly once?: boolean;
}

/** Threads that come to grief as told; `attempts` counts by job, `beats` as long as one hangs. */
function unreliable(workers: number, timeoutMs?: number) {
  const attempts = new SharedArrayBuffer(4 * 1000);
  const beats = new SharedArrayBuffer(4);
  const executor = new ThreadExecutor(
    workers,
    { attempts, beats } as unknown as TrainingData,
    undefined,
    {
      entry: new URL("workers/unreliable.mjs", import.meta.url),
      timeoutMs,
      resourceLimits: { maxOldGenerationSizeMb: 40 },
    },
  );
  return { executor, attempts: new Int32Array(attempts), beats: new Int32Array(beats) };
}

const jobs = (plans: readonly Plan[]): TrialJob[] =>
  plans.map((plan, id) => ({ id, seed: 1, config: plan as unknown as TrialConfig }));

const signals = (stop = new AbortController()) => ({
  finish: new AbortController().signal,
  stop: stop.signal,
});

async function all(executor: ThreadExecutor, plans: readonly Plan[]) {
  const events: ExecutorEvent[] = [];
  for await (const event of executor.execute(jobs(plans), signals())) events.push(event);
  const ended = events.filter((it) => it.type === "ended").toSorted((a, b) => a.id - b.id);
  return {
    results: ended.map(({ result }) => result),
    retried: events.filter((it) => it.type === "retried"),
  };
}

const griefs: [Grief, string][] = [
  ["exit", "the worker thread ended with exit code 7"],
  ["hang", "no result within 0.3 s (--trial-timeout)"],
  ["throw", "RangeError: out of nowhere"],
  ["memory", "reaching memory limit"],
];

describe.each(griefs)("a thread lost to %s", (grief, says) => {
  test("its trial is tried once more, then fails with what happened; the others go on", async () => {
    const { executor, attempts } = unreliable(2, grief === "hang" ? 300 : undefined);
    const { results, retried } = await all(executor, [{}, { grief }, {}, {}]);
    await executor.close();
    expect(results.map(({ status }) => status)).toEqual([
      "complete",
      "failed",
      "complete",
      "complete",
    ]);
    expect(results[1]!.error).toContain(says);
    expect(retried).toHaveLength(1);
    expect(retried[0]).toMatchObject({ id: 1, error: expect.stringContaining(says) as string });
    expect([...attempts.subarray(0, 4)]).toEqual([1, 2, 1, 1]);
  });

  test("a second attempt that ends well is its result", async () => {
    const { executor } = unreliable(1, grief === "hang" ? 300 : undefined);
    const { results, retried } = await all(executor, [{ grief, once: true }, {}]);
    await executor.close();
    expect(results.map(({ status }) => status)).toEqual(["complete", "complete"]);
    expect(results[0]!.metrics["attempt"]).toBe(2);
    expect(retried).toHaveLength(1);
  });
});

test("threads live from one execution to the next, and one that died meanwhile is replaced", async () => {
  const { executor } = unreliable(2);
  const threads = async (plans: Plan[]) =>
    new Set((await all(executor, plans)).results.map(({ metrics }) => metrics["threadId"]));
  const first = await threads([{}, {}, {}, {}]);
  const second = await threads([{}, {}, {}, {}]);
  expect(first.union(second)).toEqual(first);
  // One alone: a trial that two of them took in their last moment would have failed.
  const after = await all(executor, [{ grief: "after" }]);
  expect(after.results).toHaveLength(1);
  const { results } = await all(executor, [{}, {}, {}]);
  expect(results.map(({ status }) => status)).toEqual(["complete", "complete", "complete"]);
  await executor.close();
});

test("back-pressure: no further trial begins while results wait to be read", async () => {
  const { executor, attempts } = unreliable(2);
  const events = executor.execute(jobs(Array.from({ length: 500 }, () => ({}))), signals());
  for await (const { type } of events) {
    if (type !== "ended") continue;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBeLessThan(12);
    break;
  }
  await executor.close();
});

test("a queue has room again when enough was read", async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.push(2);
  let hasRoom = false;
  const waiting = queue.room(2).then(() => (hasRoom = true));
  await new Promise(setImmediate);
  expect(hasRoom).toBe(false);
  for await (const it of queue) {
    if (it === 2) queue.end();
  }
  await waiting;
});

describe("in mid-trial", () => {
  const spinning: Plan[] = [{ grief: "hang" }, { grief: "hang" }, {}];
  /** Whether threads still count. */
  const beat = async (beats: Int32Array) => {
    const before = beats[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
    return beats[0] !== before;
  };
  /** On a loaded machine it may take a while until one does. */
  const beating = async (beats: Int32Array) => {
    while (!(await beat(beats)));
  };

  test("`stop` ends every thread", async () => {
    const { executor, beats } = unreliable(2);
    const stop = new AbortController();
    const ended: number[] = [];
    for await (const event of executor.execute(jobs(spinning), signals(stop))) {
      if (event.type === "ended") ended.push(event.id);
      if (!stop.signal.aborted) await beating(beats);
      stop.abort();
    }
    expect(await beat(beats)).toBe(false);
    expect(ended).toEqual([]);
    await executor.close();
  });

  test("so does leaving the loop", async () => {
    const { executor, beats } = unreliable(2);
    for await (const _ of executor.execute(jobs(spinning), signals())) {
      await beating(beats);
      break;
    }
    expect(await beat(beats)).toBe(false);
    await executor.close();
  });
});
