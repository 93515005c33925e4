import type { Argv, CommandModule } from "yargs";
import { executorFlags, type ExecutorFlags } from "./run-flags.ts";

export type WorkerFlags = ExecutorFlags & { address?: string; lostAfter: string };

export const workerCommand: CommandModule<object, WorkerFlags> = {
  command: "worker [address]",
  describe: "execute trials of runs on other machines, from a queue on Redis, until stopped",
  builder: (yargs) =>
    executorFlags(yargs as Argv)
      .positional("address", {
        describe: "redis://host:port of the Redis (or REDIS_URL)",
        type: "string",
      })
      .option("lost-after", {
        type: "string",
        requiresArg: true,
        default: "30s",
        describe: "silent for so long, it is taken for lost: another worker takes over its trials",
      })
      .example("pnpm exp worker redis://127.0.0.1:6390 --workers 2", "two trials at a time")
      .example("pnpm exp run lr-sweep --executor redis://127.0.0.1:6390", "what they then execute")
      .epilogue(
        "It takes trials of runs with the same core and models as its own, loads and checks the data " +
          "that they ask for, and sends results back. Ctrl-C lets its trials end, twice gives them back.",
      ) as never,
  async handler(flags) {
    const { expectQueue } = await import("../executor/expect-queue.ts");
    expectQueue();
    const { serveQueue } = await import("./serve-queue.ts");
    await serveQueue(flags);
  },
};
