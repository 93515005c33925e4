import type { BenchComparison } from "@gradlab/schema";
import { hasRedis, RedisServer } from "../../../tests/redis-server.ts";
import { Project } from "../project.ts";
import { redisSums, type RedisSums } from "../redis-sums.ts";
import { inTurn } from "../rounds.ts";
import { measurement, ratios } from "../statistics.ts";
import type { World } from "../world.ts";
import type { Part } from "./contract.ts";

/** Trials of the sweep that is shared out. */
const shared = 24;

/** Worker processes that it is shared out over. */
const processes = [1, 2, 4];

type Row = Omit<BenchComparison, "part" | "value"> & { readonly values: number[] };

/** What a trial costs on a queue beside its work, and how a sweep goes faster with more workers. */
export const queue: Part = async (world, plan) => {
  if (!hasRedis()) {
    world.say("no redis-server here: the queue is left out");
    return {};
  }
  const redis = await RedisServer.start();
  const project = await Project.create(world);
  try {
    const rows = [
      ...(await tiny(world, project, redis, plan)),
      ...(await scaling(world, project, redis.url, plan)),
    ];
    return {
      comparisons: rows.map(({ values, ...row }) => {
        const value = measurement(values);
        world.say(`${row.what}: ${value.median.toPrecision(3)} ${row.unit}`);
        return { part: "queue", ...row, value };
      }),
    };
  } finally {
    await project.remove();
    await redis.remove();
  }
};

/** Trials of next to no work, on two worker processes. */
async function tiny(
  world: World,
  project: Project,
  redis: RedisServer,
  { pairs, queueTrials }: Parameters<Part>[1],
): Promise<Row[]> {
  const workers = [await project.startWorker(redis.url), await project.startWorker(redis.url)];
  const flags = ["--executor", redis.url];
  const costs: RedisSums[] = [];
  const peaks: number[] = [];
  try {
    await project.runGates(2, flags);
    const { many, few } = await inTurn(pairs, {
      async many() {
        const before = redisSums(redis);
        const { seconds, peakBytes } = await project.peakOfGates(queueTrials, flags);
        const after = redisSums(redis);
        peaks.push(peakBytes / 1e6);
        const each = (name: keyof RedisSums) => (after[name] - before[name]) / queueTrials;
        costs.push({ commands: each("commands"), bytes: each("bytes"), cpuMs: each("cpuMs") });
        return seconds;
      },
      few: () => project.runGates(2, flags),
    });
    const each = many.map((seconds, i) => ((seconds - few[i]!) * 1e3) / (queueTrials - 2));
    const of = `of ${queueTrials.toLocaleString("en-US")} on 2 worker processes`;
    const goal = (required: number, aim: number) =>
      ({ of: "value", better: "lower", required, aim }) as const;
    world.say(`${queueTrials} trials: ${many.map((it) => it.toFixed(1)).join(", ")} s`);
    return [
      {
        what: `a queued trial of next to no work, ${of}`,
        unit: "ms",
        values: each,
        goal: goal(5, 2),
      },
      { what: `memory of that run, at most`, unit: "MB", values: peaks, goal: goal(300, 250) },
      { what: "Redis: its own time a trial", unit: "ms", values: costs.map((it) => it.cpuMs) },
      { what: "Redis: commands a trial", unit: "", values: costs.map((it) => it.commands) },
      { what: "Redis: sent a trial", unit: "kB", values: costs.map((it) => it.bytes / 1e3) },
    ];
  } finally {
    await Promise.all(workers.map((stop) => stop()));
  }
}

/** One sweep on more and more worker processes of one thread each. */
async function scaling(
  world: World,
  project: Project,
  url: string,
  { pairs, sweepSteps }: Parameters<Part>[1],
): Promise<Row[]> {
  const seconds = new Map<number, number[]>();
  const flags = ["--executor", url];
  for (const count of processes) {
    const workers = [];
    for (let i = 0; i < count; i++) workers.push(await project.startWorker(url));
    try {
      // Each has loaded the data set, and its kernels are compiled.
      await project.runAnew({ steps: 100, seeds: 2 * count }, flags);
      const all: number[] = [];
      for (let i = 0; i < pairs; i++) {
        const run = await project.runAnew({ steps: sweepSteps, seeds: shared }, flags);
        all.push(run.seconds);
      }
      seconds.set(count, all);
      world.say(
        `${shared} trials on ${count} worker processes: ${all.map((it) => it.toFixed(1)).join(", ")} s`,
      );
    } finally {
      await Promise.all(workers.map((stop) => stop()));
    }
  }
  const one = seconds.get(1)!;
  const steps = sweepSteps.toLocaleString("en-US");
  return processes.slice(1).map((count) => ({
    what: `${shared} trials of ${steps} steps on ${count} worker processes`,
    unit: "s",
    values: seconds.get(count)!,
    peer: { name: "1 worker process", value: measurement(one) },
    ratio: ratios(one, seconds.get(count)!),
  }));
}
